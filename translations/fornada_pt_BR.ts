<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR">
<context>
    <name>QDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>ReportWriter</name>
    <message>
        <source>Report: %1</source>
        <translation>Relatório: %1</translation>
    </message>
    <message>
        <source>Report of %1</source>
        <translation>Relatório de %1</translation>
    </message>
    <message>
        <source>Report from %1 to %2</source>
        <translation>Relatório de %1 a %2</translation>
    </message>
    <message>
        <source>Client: %1</source>
        <translation>Cliente: %1</translation>
    </message>
    <message>
        <source>Owner: %1</source>
        <translation>Responsável: %1</translation>
    </message>
    <message>
        <source>Recipe: %1</source>
        <translation>Receita: %1</translation>
    </message>
    <message>
        <source>Started: %1</source>
        <translation>Início: %1</translation>
    </message>
    <message>
        <source>Ended: %1</source>
        <translation>Fim: %1</translation>
    </message>
    <message>
        <source>As of %1</source>
        <translation>Situação em %1</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>concluídas</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falharam</translation>
    </message>
    <message>
        <source>not done yet</source>
        <translation>ainda não feitas</translation>
    </message>
    <message>
        <source>success rate</source>
        <translation>taxa de sucesso</translation>
    </message>
    <message>
        <source>spent</source>
        <translation>gasto</translation>
    </message>
    <message>
        <source>possibly charged</source>
        <translation>possivelmente cobrado</translation>
    </message>
    <message>
        <source>of it paid for nothing</source>
        <translation>do total gasto, pago à toa</translation>
    </message>
    <message>
        <source>for each result</source>
        <translation>por resultado</translation>
    </message>
    <message>
        <source>from the first request to the last answer</source>
        <translation>do primeiro pedido à última resposta</translation>
    </message>
    <message>
        <source>processing, all requests together</source>
        <translation>processamento, somando todos os pedidos</translation>
    </message>
    <message>
        <source>requests sent</source>
        <translation>pedidos enviados</translation>
    </message>
    <message>
        <source>days with requests</source>
        <translation>dias com pedidos</translation>
    </message>
    <message>
        <source>from the start to the end</source>
        <translation>do início ao fim</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Concluídas</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Falharam</translation>
    </message>
    <message>
        <source>Not done yet</source>
        <translation>Ainda não feitas</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Pedidos</translation>
    </message>
    <message>
        <source>Processing</source>
        <translation>Processamento</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>Gasto</translation>
    </message>
    <message>
        <source>Batches removed since</source>
        <translation>Lotes removidos desde então</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Causa</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Tarefas</translation>
    </message>
    <message>
        <source>What waits, and until when</source>
        <translation>O que espera, e até quando</translation>
    </message>
    <message>
        <source>Nothing was sent in this time.</source>
        <translation>Nada foi enviado neste período.</translation>
    </message>
    <message>
        <source>Failures by cause</source>
        <translation>Falhas por causa</translation>
    </message>
    <message>
        <source>By step</source>
        <translation>Por etapa</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Etapa</translation>
    </message>
    <message>
        <source>By batch</source>
        <translation>Por lote</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lote</translation>
    </message>
    <message>
        <source>Day by day</source>
        <translation>Dia a dia</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Dia</translation>
    </message>
    <message>
        <source>from the start to the last answer</source>
        <translation>do início à última resposta</translation>
    </message>
    <message>
        <source>%1 of %2 done, %3 left</source>
        <translation>%1 de %2 prontos, faltam %3</translation>
    </message>
</context>
<context>
    <name>alerts</name>
    <message>
        <source>Everything is paused: nothing new is sent.</source>
        <translation>Tudo está pausado: nada novo é enviado.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Retomar</translation>
    </message>
    <message>
        <source>“%1” is stopped: check its key, its credit and its model, then resume.</source>
        <translation>“%1” está parado: verifique a chave, o crédito e o modelo e depois retome.</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>1 job was sent and has no answer</source>
        <translation>1 tarefa foi enviada e não tem resposta</translation>
    </message>
    <message>
        <source>%1 jobs were sent and have no answer</source>
        <translation>%1 tarefas foram enviadas e não têm resposta</translation>
    </message>
    <message>
        <source>, up to %1 may be charged</source>
        <translation>, até %1 podem ser cobrados</translation>
    </message>
    <message>
        <source>1 result waits for your look</source>
        <translation>1 resultado espera sua conferência</translation>
    </message>
    <message>
        <source>%1 results wait for your look</source>
        <translation>%1 resultados esperam sua conferência</translation>
    </message>
    <message>
        <source>its budget is used up; raise it to go on</source>
        <translation>o orçamento acabou; aumente-o para continuar</translation>
    </message>
    <message>
        <source>1 job failed</source>
        <translation>1 tarefa falhou</translation>
    </message>
    <message>
        <source>%1 jobs failed</source>
        <translation>%1 tarefas falharam</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>e mais %1</translation>
    </message>
    <message>
        <source>its pilot is done; look at it, then release the rest</source>
        <translation>o piloto dele está pronto; veja e libere o resto</translation>
    </message>
    <message>
        <source>Raise it…</source>
        <translation>Aumentar…</translation>
    </message>
    <message>
        <source>Show batches</source>
        <translation>Mostrar lotes</translation>
    </message>
    <message>
        <source>Show queues</source>
        <translation>Mostrar filas</translation>
    </message>
</context>
<context>
    <name>ask</name>
    <message>
        <source>Keep</source>
        <translation>Manter</translation>
    </message>
</context>
<context>
    <name>columns</name>
    <message>
        <source>Batch</source>
        <translation>Lote</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progresso</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Prontas</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Falhas</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Com você</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Custo</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Orçamento</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Receita</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioridade</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Adicionado</translation>
    </message>
    <message>
        <source>#</source>
        <translation>Nº</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Linha</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Etapa</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Tentativas</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Alterada</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensagem</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Fila</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Agora</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Esperando</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>Em curso</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Concluídas</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Conta</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quem</translation>
    </message>
    <message>
        <source>Fornada</source>
        <translation>Fornada</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>O que aconteceu</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>desfeito</translation>
    </message>
    <message>
        <source>can be undone</source>
        <translation>pode ser desfeito</translation>
    </message>
    <message>
        <source>Done by</source>
        <translation>Pronto até</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Responsável</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Ordenar por</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 de %2 concluídas</translation>
    </message>
</context>
<context>
    <name>ctl</name>
    <message>
        <source> There is no backup that can be read.</source>
        <translation> Não há cópia de segurança que possa ser lida.</translation>
    </message>
</context>
<context>
    <name>fornada::AccountDialog</name>
    <message>
        <source>Name of the variable</source>
        <translation>Nome da variável</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Chave</translation>
    </message>
    <message>
        <source>as it is; type to replace it</source>
        <translation>fica como está; digite para trocar</translation>
    </message>
    <message>
        <source>Fornada reads it from the environment it was started in.</source>
        <translation>O Fornada a lê do ambiente em que foi iniciado.</translation>
    </message>
    <message>
        <source>Forgotten when Fornada ends.</source>
        <translation>Esquecida quando o Fornada termina.</translation>
    </message>
    <message>
        <source>Kept by this desktop&apos;s keychain, never in Fornada&apos;s files.</source>
        <translation>Guardada no chaveiro deste computador, nunca nos arquivos do Fornada.</translation>
    </message>
    <message>
        <source>An account needs a name</source>
        <translation>Uma conta precisa de um nome</translation>
    </message>
    <message>
        <source>There is an account of this name already</source>
        <translation>Já existe uma conta com este nome</translation>
    </message>
    <message>
        <source>Write it like https://example.com/path, without a key in it</source>
        <translation>Escreva como https://exemplo.com/caminho, sem nenhuma chave dentro</translation>
    </message>
    <message>
        <source>The name of a variable, like GEMINI_API_KEY; not the key itself</source>
        <translation>O nome de uma variável, como GEMINI_API_KEY; não a própria chave</translation>
    </message>
    <message>
        <source>Paste the key, or choose another way</source>
        <translation>Cole a chave, ou escolha outro jeito</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Consultando…</translation>
    </message>
    <message>
        <source>Waiting for the keychain…</source>
        <translation>Esperando o chaveiro…</translation>
    </message>
    <message>
        <source>There is no keychain on this machine. Choose an environment variable, or this session only.</source>
        <translation>Não há chaveiro neste computador. Escolha uma variável de ambiente, ou só esta sessão.</translation>
    </message>
    <message>
        <source>The keychain is locked or refused. Unlock it and save again, or choose another way.</source>
        <translation>O chaveiro está trancado ou recusou. Destranque-o e salve de novo, ou escolha outro jeito.</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>Adicionar conta</translation>
    </message>
    <message>
        <source>Account %1</source>
        <translation>Conta %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Provedor</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>Where the key is</source>
        <translation>Onde está a chave</translation>
    </message>
    <message>
        <source>Budget a day</source>
        <translation>Orçamento por dia</translation>
    </message>
    <message>
        <source>no budget</source>
        <translation>sem orçamento</translation>
    </message>
    <message>
        <source>Nothing costs money here: lost requests are sent again</source>
        <translation>Nada custa dinheiro aqui: pedidos perdidos são enviados de novo</translation>
    </message>
    <message>
        <source>Limits shared by all its queues</source>
        <translation>Limites compartilhados por todas as suas filas</translation>
    </message>
    <message>
        <source>In this desktop&apos;s keychain</source>
        <translation>No chaveiro deste computador</translation>
    </message>
    <message>
        <source>In an environment variable</source>
        <translation>Em uma variável de ambiente</translation>
    </message>
    <message>
        <source>For this session only</source>
        <translation>Só para esta sessão</translation>
    </message>
    <message>
        <source>It needs no key</source>
        <translation>Não precisa de chave</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>An amount like %1, or nothing for no budget</source>
        <translation>Um valor como %1, ou deixe em branco (sem orçamento)</translation>
    </message>
    <message>
        <source>Rows and answers may name addresses in my own network</source>
        <translation>Linhas e respostas podem indicar endereços da minha própria rede</translation>
    </message>
    <message>
        <source>Photos and sounds that rows name by web address, and results that answers point at, are fetched from the internet and from the account&apos;s own address. With this, also from this machine and its network.</source>
        <translation>Fotos e áudios que as linhas indicam por endereço da web, e resultados para os quais as respostas apontam, são buscados na internet e no endereço da própria conta. Com esta opção, também neste computador e na rede dele.</translation>
    </message>
    <message>
        <source>As it is now</source>
        <translation>Como está agora</translation>
    </message>
</context>
<context>
    <name>fornada::Actions</name>
    <message>
        <source>Send the selected jobs again?</source>
        <translation>Enviar de novo as tarefas selecionadas?</translation>
    </message>
    <message>
        <source>What they may have cost already stays booked, and is paid a second time if they were done.</source>
        <translation>O que elas podem ter custado continua registrado, e será pago outra vez se já tinham sido feitas.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Enviar de novo</translation>
    </message>
    <message>
        <source>New batch</source>
        <translation>Novo lote</translation>
    </message>
    <message>
        <source>Make a batch from a spreadsheet, a JSON file or pasted rows</source>
        <translation>Criar um lote a partir de uma planilha, um arquivo JSON ou linhas coladas</translation>
    </message>
    <message>
        <source>Start batch</source>
        <translation>Iniciar lote</translation>
    </message>
    <message>
        <source>Start or resume the selected batches</source>
        <translation>Iniciar ou retomar os lotes selecionados</translation>
    </message>
    <message>
        <source>Pause batch</source>
        <translation>Pausar lote</translation>
    </message>
    <message>
        <source>Nothing new of the selected batches is sent</source>
        <translation>Nada novo dos lotes selecionados é enviado</translation>
    </message>
    <message>
        <source>Cancel batch…</source>
        <translation>Cancelar lote…</translation>
    </message>
    <message>
        <source>Stop the selected batches for good; what is on its way is kept</source>
        <translation>Encerrar de vez os lotes selecionados; o que está a caminho é guardado</translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation>Tentar de novo as falhas</translation>
    </message>
    <message>
        <source>Send every failed job of the selected batches again</source>
        <translation>Enviar de novo todas as tarefas com falha dos lotes selecionados</translation>
    </message>
    <message>
        <source>Failures…</source>
        <translation>Falhas…</translation>
    </message>
    <message>
        <source>What failed and why, grouped, with the fitting repair</source>
        <translation>O que falhou e por quê, agrupado, com a correção adequada</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation>Ver tarefas</translation>
    </message>
    <message>
        <source>The jobs of this batch</source>
        <translation>As tarefas deste lote</translation>
    </message>
    <message>
        <source>Open results folder</source>
        <translation>Abrir pasta de resultados</translation>
    </message>
    <message>
        <source>The files made so far</source>
        <translation>Os arquivos feitos até agora</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>Pausar tudo</translation>
    </message>
    <message>
        <source>Nothing new is sent until you resume</source>
        <translation>Nada novo é enviado até você retomar</translation>
    </message>
    <message>
        <source>Retry jobs</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Send the selected failed jobs again</source>
        <translation>Enviar de novo as tarefas com falha selecionadas</translation>
    </message>
    <message>
        <source>Cancel jobs…</source>
        <translation>Cancelar tarefas…</translation>
    </message>
    <message>
        <source>The selected jobs are never sent</source>
        <translation>As tarefas selecionadas nunca são enviadas</translation>
    </message>
    <message>
        <source>Raise priority</source>
        <translation>Aumentar prioridade</translation>
    </message>
    <message>
        <source>The selected jobs go first</source>
        <translation>As tarefas selecionadas vão primeiro</translation>
    </message>
    <message>
        <source>Send again…</source>
        <translation>Enviar de novo…</translation>
    </message>
    <message>
        <source>Jobs without an answer: send them once more</source>
        <translation>Tarefas sem resposta: enviar mais uma vez</translation>
    </message>
    <message>
        <source>Count as charged</source>
        <translation>Contar como cobradas</translation>
    </message>
    <message>
        <source>Jobs without an answer: book what they may have cost</source>
        <translation>Tarefas sem resposta: registrar o que podem ter custado</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>Desistir</translation>
    </message>
    <message>
        <source>Jobs without an answer: they are not wanted any more</source>
        <translation>Tarefas sem resposta: não são mais necessárias</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Copiar mensagem</translation>
    </message>
    <message>
        <source>Copy what went wrong</source>
        <translation>Copiar o que deu errado</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Paleta de comandos</translation>
    </message>
    <message>
        <source>Find and run any action by its name</source>
        <translation>Encontrar e executar qualquer ação pelo nome</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Localizar</translation>
    </message>
    <message>
        <source>Search the list</source>
        <translation>Pesquisar na lista</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspetor</translation>
    </message>
    <message>
        <source>Show or hide the details on the right</source>
        <translation>Mostrar ou esconder os detalhes à direita</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>Lotes</translation>
    </message>
    <message>
        <source>Go to the list of batches</source>
        <translation>Ir para a lista de lotes</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Tarefas</translation>
    </message>
    <message>
        <source>Go to the list of jobs</source>
        <translation>Ir para a lista de tarefas</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Sair</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Retomar</translation>
    </message>
    <message>
        <source>Cancel the selected batches?</source>
        <translation>Cancelar os lotes selecionados?</translation>
    </message>
    <message>
        <source>Cancel batch</source>
        <translation>Cancelar lote</translation>
    </message>
    <message>
        <source>Cancel jobs</source>
        <translation>Cancelar tarefas</translation>
    </message>
    <message>
        <source>View and language</source>
        <translation>Aparência e idioma</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Igual ao do sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escuro</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>What is not done yet (%1) will never be sent. Answers on their way are kept.</source>
        <translation>O que ainda não foi feito (%1) nunca será enviado. As respostas a caminho são guardadas.</translation>
    </message>
    <message>
        <source>What is not done yet will never be sent. Results that are here stay.</source>
        <translation>O que ainda não foi feito nunca será enviado. Os resultados que já estão aqui ficam.</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Filas</translation>
    </message>
    <message>
        <source>Go to queues and accounts</source>
        <translation>Ir para filas e contas</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Go to the settings</source>
        <translation>Ir para os ajustes</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Painel</translation>
    </message>
    <message>
        <source>Go to the figures at a glance</source>
        <translation>Ir para os números mais importantes</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Atividade</translation>
    </message>
    <message>
        <source>Go to the list of everything that happened</source>
        <translation>Ir para a lista de tudo o que aconteceu</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Put the last action back; what was sent stays sent</source>
        <translation>Desfazer a última ação; o que foi enviado continua enviado</translation>
    </message>
    <message>
        <source>Leave the selected failed jobs as they are?</source>
        <translation>Deixar como estão as tarefas com falha selecionadas?</translation>
    </message>
    <message>
        <source>They count as skipped, and so does what waits for them. They are not tried again.</source>
        <translation>Contam como puladas, assim como o que espera por elas. Não serão tentadas de novo.</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Pular</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplicar</translation>
    </message>
    <message>
        <source>A new draft with the same rows and the same recipe</source>
        <translation>Um novo rascunho com as mesmas linhas e a mesma receita</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Show results</source>
        <translation>Ver resultados</translation>
    </message>
    <message>
        <source>The results of this batch as pictures</source>
        <translation>Os resultados deste lote em imagens</translation>
    </message>
    <message>
        <source>Skip…</source>
        <translation>Pular…</translation>
    </message>
    <message>
        <source>Failed jobs that nobody needs any more</source>
        <translation>Tarefas com falha de que ninguém precisa mais</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>Abrir arquivo</translation>
    </message>
    <message>
        <source>Open the result of this job</source>
        <translation>Abrir o resultado desta tarefa</translation>
    </message>
    <message>
        <source>Detach inspector</source>
        <translation>Soltar o inspetor</translation>
    </message>
    <message>
        <source>The details in a window of their own, or back in their place</source>
        <translation>Os detalhes em uma janela própria, ou de volta ao lugar</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>Go to the gallery of results</source>
        <translation>Ir para a galeria de resultados</translation>
    </message>
    <message>
        <source>Cancel the selected job?</source>
        <translation>Cancelar a tarefa selecionada?</translation>
    </message>
    <message>
        <source>Cancel %1 jobs?</source>
        <translation>Cancelar %1 tarefas?</translation>
    </message>
    <message>
        <source>The file %1 is not there any more.</source>
        <translation>O arquivo %1 não está mais lá.</translation>
    </message>
    <message>
        <source>This job has no file: its result is a text, shown on the right.</source>
        <translation>Esta tarefa não tem arquivo: o resultado é um texto, mostrado à direita.</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Aprovar</translation>
    </message>
    <message>
        <source>The results are good: later steps go on with them</source>
        <translation>Os resultados estão bons: as próximas etapas continuam com eles</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rejeitar</translation>
    </message>
    <message>
        <source>The results are bad: their jobs failed, and what they cost counts as paid for nothing</source>
        <translation>Os resultados estão ruins: as tarefas falharam, e o que custaram conta como pago à toa</translation>
    </message>
    <message>
        <source>Re-roll…</source>
        <translation>Refazer…</translation>
    </message>
    <message>
        <source>Make another result with the same request; it is paid once more</source>
        <translation>Gerar outro resultado com o mesmo pedido; ele é pago mais uma vez</translation>
    </message>
    <message>
        <source>That costs nothing on this account.</source>
        <translation>Isso não custa nada nesta conta.</translation>
    </message>
    <message>
        <source>That may cost up to %1 more.</source>
        <translation>Isso pode custar até %1 a mais.</translation>
    </message>
    <message>
        <source>Make another result for this job?</source>
        <translation>Gerar outro resultado para esta tarefa?</translation>
    </message>
    <message>
        <source>Make another result for %1 jobs?</source>
        <translation>Gerar outro resultado para %1 tarefas?</translation>
    </message>
    <message>
        <source>The result that is here stays as an earlier variant.</source>
        <translation>O resultado que já existe fica como variante anterior.</translation>
    </message>
    <message>
        <source>Re-roll</source>
        <translation>Refazer</translation>
    </message>
    <message>
        <source>Give the results away: a folder, a ZIP file, a workbook or a table</source>
        <translation>Entregar os resultados: uma pasta, um arquivo ZIP, uma planilha ou uma tabela</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Relatório</translation>
    </message>
    <message>
        <source>What this batch did and cost, and why jobs failed</source>
        <translation>O que este lote fez e custou, e por que tarefas falharam</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Relatórios</translation>
    </message>
    <message>
        <source>Go to the reports of batches, days and weeks</source>
        <translation>Ir para os relatórios de lotes, dias e semanas</translation>
    </message>
    <message>
        <source>Start a pilot of 3</source>
        <translation>Iniciar um piloto de 3</translation>
    </message>
    <message>
        <source>Only the first three rows of the selected drafts run; the rest waits until you release it</source>
        <translation>Só as três primeiras linhas dos rascunhos selecionados rodam; o resto espera até você liberar</translation>
    </message>
    <message>
        <source>Release the rest</source>
        <translation>Liberar o resto</translation>
    </message>
    <message>
        <source>You like the pilot: all other rows of the selected batches run now</source>
        <translation>O piloto agradou: todas as outras linhas dos lotes selecionados rodam agora</translation>
    </message>
    <message>
        <source>Write back…</source>
        <translation>Gravar de volta…</translation>
    </message>
    <message>
        <source>Put the results into a table of a SQLite database, each beside its row</source>
        <translation>Pôr os resultados em uma tabela de um banco SQLite, cada um junto da sua linha</translation>
    </message>
    <message>
        <source>Edit a prompt…</source>
        <translation>Editar um prompt…</translation>
    </message>
    <message>
        <source>Word a step of this batch anew, for what is not done yet</source>
        <translation>Mudar o texto de uma etapa deste lote, para o que ainda não foi feito</translation>
    </message>
    <message>
        <source>What would change…</source>
        <translation>O que mudaria…</translation>
    </message>
    <message>
        <source>Which results are of an older wording, and what making them again would cost</source>
        <translation>Quais resultados são de um texto anterior, e quanto custaria refazê-los</translation>
    </message>
    <message>
        <source>Recipes…</source>
        <translation>Receitas…</translation>
    </message>
    <message>
        <source>Look into a recipe, word it anew, or write your own</source>
        <translation>Ver uma receita por dentro, mudar o texto dela ou escrever a sua</translation>
    </message>
    <message>
        <source>Columns and order…</source>
        <translation>Colunas e ordem…</translation>
    </message>
    <message>
        <source>Choose which columns the list has, and what it is sorted by</source>
        <translation>Escolher quais colunas a lista tem e por qual ela é ordenada</translation>
    </message>
    <message>
        <source>The folder %1 is not there any more. It is made again with the next result.</source>
        <translation>A pasta %1 não está mais lá. Ela é criada de novo com o próximo resultado.</translation>
    </message>
    <message>
        <source>Edit batch…</source>
        <translation>Editar lote…</translation>
    </message>
    <message>
        <source>Another name, budget, priority or re-send limit for this batch</source>
        <translation>Outro nome, orçamento, prioridade ou limite de reenvio para este lote</translation>
    </message>
    <message>
        <source>End Fornada; while requests are on their way you are asked first</source>
        <translation>Encerrar o Fornada; se houver pedidos a caminho, você decide antes</translation>
    </message>
</context>
<context>
    <name>fornada::ActivityPage</name>
    <message>
        <source>Activity</source>
        <translation>Atividade</translation>
    </message>
    <message>
        <source>Undo this</source>
        <translation>Desfazer isto</translation>
    </message>
    <message>
        <source>Put the selected action back; what was sent stays sent</source>
        <translation>Desfazer a ação selecionada; o que foi enviado continua enviado</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Tudo</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>O que foi feito</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>O que aconteceu</translation>
    </message>
    <message>
        <source>What needed you</source>
        <translation>O que precisou de você</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>Nada encontrado.</translation>
    </message>
    <message>
        <source>Nothing has happened yet. What you do and what happens is listed here.</source>
        <translation>Nada aconteceu ainda. O que você faz e o que acontece aparece aqui.</translation>
    </message>
    <message>
        <source>Show the batch</source>
        <translation>Mostrar o lote</translation>
    </message>
    <message>
        <source>Show these entries</source>
        <translation>Mostrar estas entradas</translation>
    </message>
</context>
<context>
    <name>fornada::AttemptList</name>
    <message>
        <source>on its way</source>
        <translation>a caminho</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>sent %1</source>
        <translation>enviada às %1</translation>
    </message>
    <message>
        <source>prepared %1</source>
        <translation>preparada às %1</translation>
    </message>
    <message>
        <source>answered %1, after %2</source>
        <translation>respondida às %1, após %2</translation>
    </message>
    <message>
        <source>answered %1</source>
        <translation>respondida às %1</translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation>salva às %1</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Adicionado</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>para %1</translation>
    </message>
    <message>
        <source>cost nothing</source>
        <translation>não custou nada</translation>
    </message>
    <message>
        <source>cost %1</source>
        <translation>custou %1</translation>
    </message>
</context>
<context>
    <name>fornada::AudioPlayer</name>
    <message>
        <source>Play or pause</source>
        <translation>Tocar ou pausar</translation>
    </message>
    <message>
        <source>Place in the recording</source>
        <translation>Posição na gravação</translation>
    </message>
    <message>
        <source>The file is not there any more.</source>
        <translation>O arquivo não está mais lá.</translation>
    </message>
    <message>
        <source>No audio device here. The file can be opened or copied.</source>
        <translation>Não há dispositivo de áudio aqui. O arquivo pode ser aberto ou copiado.</translation>
    </message>
    <message>
        <source>This recording cannot be played here. The file can be opened or copied.</source>
        <translation>Esta gravação não pode ser tocada aqui. O arquivo pode ser aberto ou copiado.</translation>
    </message>
</context>
<context>
    <name>fornada::BackupList</name>
    <message>
        <source>Backups</source>
        <translation>Cópias de segurança</translation>
    </message>
    <message>
        <source>One is made every day that Fornada runs; the last seven are kept. Result files are not in it.</source>
        <translation>Uma é feita a cada dia em que o Fornada roda; as sete últimas são mantidas. Os arquivos de resultados não entram nela.</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Fazer cópia agora</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Restaurar…</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Nenhuma ainda</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>Fazendo a cópia…</translation>
    </message>
    <message>
        <source>Backed up to %1</source>
        <translation>Cópia de segurança gravada em %1</translation>
    </message>
    <message>
        <source>Go back to the backup of %1?</source>
        <translation>Voltar para a cópia de segurança de %1?</translation>
    </message>
    <message>
        <source>Fornada ends in order, puts it in place and starts again. Batches, jobs and costs since then are not in it; the present data is set aside, not deleted, and result files stay.</source>
        <translation>O Fornada se encerra em ordem, põe a cópia no lugar e abre de novo. Lotes, tarefas e custos desde então não estão nela; os dados atuais são postos de lado, não apagados, e os arquivos de resultados ficam.</translation>
    </message>
    <message>
        <source>Restore and restart</source>
        <translation>Restaurar e reiniciar</translation>
    </message>
</context>
<context>
    <name>fornada::Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Dispensar</translation>
    </message>
</context>
<context>
    <name>fornada::BatchDeeds</name>
    <message>
        <source>The export is in %1.</source>
        <translation>A exportação está em %1.</translation>
    </message>
    <message>
        <source>One file was not there any more; the table says which.</source>
        <translation>Um arquivo não estava mais lá; a tabela diz qual.</translation>
    </message>
    <message>
        <source>%1 files were not there any more; the table says which.</source>
        <translation>%1 arquivos não estavam mais lá; a tabela diz quais.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir pasta</translation>
    </message>
    <message>
        <source>The export was cancelled; nothing of it was left behind.</source>
        <translation>A exportação foi cancelada; nenhum arquivo dela ficou.</translation>
    </message>
    <message>
        <source>An export is under way. Wait for it, or cancel it.</source>
        <translation>Uma exportação está em andamento. Espere por ela ou cancele.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Exporting: %1 of %2</source>
        <translation>Exportando: %1 de %2</translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <translation>%1 (cópia)</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>Abrir arquivo</translation>
    </message>
    <message>
        <source>One text did not fit into a cell and ends early; a CSV file has it whole.</source>
        <translation>Um texto não coube em uma célula e foi cortado; um arquivo CSV o traz inteiro.</translation>
    </message>
    <message>
        <source>One result was written to the table.</source>
        <translation>Um resultado foi gravado na tabela.</translation>
    </message>
    <message>
        <source>%1 results were written to the table.</source>
        <translation>%1 resultados foram gravados na tabela.</translation>
    </message>
    <message>
        <source>The table has no row for: %1.</source>
        <translation>A tabela não tem linha para: %1.</translation>
    </message>
    <message>
        <source>What has no result yet was left as it is there (%1).</source>
        <translation>O que ainda não tem resultado ficou lá como estava (%1).</translation>
    </message>
    <message>
        <source>No step of this batch has a prompt.</source>
        <translation>Nenhuma etapa deste lote tem prompt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln texts did not fit into a cell and end early; a CSV file has them whole.</source>
        <translation>
            <numerusform>%Ln texto não coube em uma célula e foi cortado; um arquivo CSV o traz inteiro.</numerusform>
            <numerusform>%Ln textos não couberam em uma célula e foram cortados; um arquivo CSV os traz inteiros.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (as row %2)</source>
        <translation>%1 (como a linha %2)</translation>
    </message>
    <message>
        <source>Rows with the key of an earlier one were not written: %1.</source>
        <translation>Linhas com a chave de uma anterior não foram gravadas: %1.</translation>
    </message>
    <message>
        <source>One file is not on the disk any more: it was not written.</source>
        <translation>Um arquivo não está mais no disco: não foi gravado.</translation>
    </message>
    <message>
        <source>%1 files are not on the disk any more: they were not written.</source>
        <translation>%1 arquivos não estão mais no disco: não foram gravados.</translation>
    </message>
</context>
<context>
    <name>fornada::BatchesCard</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>done by %1</source>
        <translation>pronto até %1</translation>
    </message>
    <message>
        <source>Spent and possibly charged so far, against the batch&apos;s budget</source>
        <translation>Gasto e possivelmente cobrado até agora, em relação ao orçamento do lote</translation>
    </message>
    <message>
        <source>Ended jobs (completed, failed, skipped or cancelled) of all jobs of this batch</source>
        <translation>Tarefas terminadas (concluídas, com falha, puladas ou canceladas) de todas as deste lote</translation>
    </message>
</context>
<context>
    <name>fornada::BatchesPage</name>
    <message>
        <source>Batches</source>
        <translation>Lotes</translation>
    </message>
    <message>
        <source>No batch matches.</source>
        <translation>Nenhum lote encontrado.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abertos</translation>
    </message>
    <message>
        <source>Show the batches in this state</source>
        <translation>Mostrar os lotes neste estado</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Em andamento</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausados</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Rascunhos</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Precisam de você</translation>
    </message>
    <message>
        <source>With failures</source>
        <translation>Com falhas</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Terminados</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelados</translation>
    </message>
</context>
<context>
    <name>fornada::ClientDialog</name>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Add a client</source>
        <translation>Adicionar cliente</translation>
    </message>
    <message>
        <source>Client %1</source>
        <translation>Cliente %1</translation>
    </message>
    <message>
        <source>Name, as batches give it</source>
        <translation>Nome, como os lotes o informam</translation>
    </message>
    <message>
        <source>no budget</source>
        <translation>sem orçamento</translation>
    </message>
    <message>
        <source>Budget, over all batches</source>
        <translation>Orçamento, somando todos os lotes</translation>
    </message>
    <message>
        <source>When it is used up, this client&apos;s jobs wait. What was spent before counts.</source>
        <translation>Quando acabar, as tarefas deste cliente esperam. O que já foi gasto conta.</translation>
    </message>
    <message>
        <source>Credits left: results of each kind that may still be made</source>
        <translation>Créditos restantes: quantos resultados de cada tipo ainda podem ser feitos</translation>
    </message>
    <message>
        <source>not limited</source>
        <translation>sem limite</translation>
    </message>
    <message>
        <source>An amount like %1, or nothing</source>
        <translation>Um valor como %1, ou deixe em branco</translation>
    </message>
    <message>
        <source>A whole number, or nothing</source>
        <translation>Um número inteiro, ou deixe em branco</translation>
    </message>
</context>
<context>
    <name>fornada::ClientList</name>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>Gasto</translation>
    </message>
    <message>
        <source>Credits left</source>
        <translation>Créditos restantes</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>A client&apos;s budget holds over all its batches. A credit is one result of a kind; when none is left, new rows are refused and what waits keeps waiting until you give more.</source>
        <translation>O orçamento de um cliente vale para todos os lotes dele. Um crédito é um resultado de um tipo; quando acabam, linhas novas são recusadas e o que espera continua esperando até você dar mais.</translation>
    </message>
    <message>
        <source>Add a client…</source>
        <translation>Adicionar cliente…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Alterar…</translation>
    </message>
    <message>
        <source>No batch has named a client yet</source>
        <translation>Nenhum lote informou um cliente ainda</translation>
    </message>
</context>
<context>
    <name>fornada::CommandPalette</name>
    <message>
        <source>What do you want to do?</source>
        <translation>O que você quer fazer?</translation>
    </message>
    <message>
        <source>Search actions</source>
        <translation>Pesquisar ações</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Ações</translation>
    </message>
</context>
<context>
    <name>fornada::CrashCard</name>
    <message>
        <source>Fornada was stopped in the middle of work</source>
        <translation>O Fornada foi interrompido no meio do trabalho</translation>
    </message>
    <message>
        <source>1 request was on its way</source>
        <translation>1 pedido estava a caminho</translation>
    </message>
    <message>
        <source>%1 requests were on their way</source>
        <translation>%1 pedidos estavam a caminho</translation>
    </message>
    <message>
        <source>1 answer is saved</source>
        <translation>1 resposta está salva</translation>
    </message>
    <message>
        <source>%1 answers are saved</source>
        <translation>%1 respostas estão salvas</translation>
    </message>
    <message>
        <source>1 goes again within your limit</source>
        <translation>1 será enviado de novo, dentro do seu limite</translation>
    </message>
    <message>
        <source>%1 go again within your limit</source>
        <translation>%1 serão enviados de novo, dentro do seu limite</translation>
    </message>
    <message>
        <source>Nothing is lost, and nothing is sent before you decide.</source>
        <translation>Nada se perdeu, e nada será enviado antes de você decidir.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Retomar</translation>
    </message>
    <message>
        <source>Go on sending what waits</source>
        <translation>Continuar enviando o que espera</translation>
    </message>
    <message>
        <source>Stay paused</source>
        <translation>Manter pausado</translation>
    </message>
    <message>
        <source>Send nothing until you press Resume in the toolbar</source>
        <translation>Não enviar nada até você clicar em Retomar na barra de ferramentas</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Show what failed and what nobody knows the outcome of</source>
        <translation>Mostrar o que falhou e o que tem desfecho desconhecido</translation>
    </message>
    <message>
        <source>%1 has an unknown outcome and may have cost up to %2</source>
        <translation>%1 ficou sem resposta e pode ter custado até %2</translation>
    </message>
    <message>
        <source>%1 have an unknown outcome and may have cost up to %2</source>
        <translation>%1 ficaram sem resposta e podem ter custado até %2</translation>
    </message>
</context>
<context>
    <name>fornada::DashboardCard</name>
    <message>
        <source>and %1 more</source>
        <translation>e mais %1</translation>
    </message>
</context>
<context>
    <name>fornada::DashboardPage</name>
    <message>
        <source>Dashboard</source>
        <translation>Painel</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Última hora</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 horas</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 dias</translation>
    </message>
    <message>
        <source>Nothing ended in this time.</source>
        <translation>Nada terminou neste período.</translation>
    </message>
    <message>
        <source>Jobs ended</source>
        <translation>Tarefas terminadas</translation>
    </message>
    <message>
        <source>a minute</source>
        <translation>por minuto</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>concluídas</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>com falha</translation>
    </message>
    <message>
        <source>How long requests take</source>
        <translation>Quanto tempo levam os pedidos</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>segundos</translation>
    </message>
    <message>
        <source>typical</source>
        <translation>típico</translation>
    </message>
    <message>
        <source>slowest 5%</source>
        <translation>5% mais lentos</translation>
    </message>
    <message>
        <source>No request was measured in this time.</source>
        <translation>Nenhum pedido foi medido neste período.</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Filas</translation>
    </message>
    <message>
        <source>No queue has jobs.</source>
        <translation>Nenhuma fila tem tarefas.</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>esperando</translation>
    </message>
    <message>
        <source>active</source>
        <translation>ativas</translation>
    </message>
    <message>
        <source>Limits in use</source>
        <translation>Limites em uso</translation>
    </message>
    <message>
        <source>No limit is in use now.</source>
        <translation>Nenhum limite está em uso agora.</translation>
    </message>
    <message>
        <source>Running now</source>
        <translation>Em andamento</translation>
    </message>
    <message>
        <source>No batch is running or paused.</source>
        <translation>Nenhum lote em andamento ou pausado.</translation>
    </message>
    <message>
        <source>Nothing to show yet</source>
        <translation>Ainda não há o que mostrar</translation>
    </message>
    <message>
        <source>With the first batch you see here how it goes, what it costs and when it is done.</source>
        <translation>Com o primeiro lote você vê aqui como ele anda, quanto custa e quando fica pronto.</translation>
    </message>
    <message>
        <source>New batch</source>
        <translation>Novo lote</translation>
    </message>
    <message>
        <source>last hour</source>
        <translation>última hora</translation>
    </message>
    <message>
        <source>last 24 hours</source>
        <translation>últimas 24 horas</translation>
    </message>
    <message>
        <source>last 7 days</source>
        <translation>últimos 7 dias</translation>
    </message>
    <message>
        <source>Completed, %1</source>
        <translation>Concluídas, %1</translation>
    </message>
    <message>
        <source>Failed, %1</source>
        <translation>Com falha, %1</translation>
    </message>
    <message>
        <source>Typical request</source>
        <translation>Pedido típico</translation>
    </message>
    <message>
        <source>From sending a request to its whole answer, in the %1: half of them took at most this long. Waiting for a limit is not part of it.</source>
        <translation>Do envio do pedido até a resposta completa, no período (%1): metade levou no máximo este tempo. A espera por um limite não conta.</translation>
    </message>
    <message>
        <source>Spent today</source>
        <translation>Gasto hoje</translation>
    </message>
    <message>
        <source>What today&apos;s requests cost, what they may have cost, and what is set aside for those on their way.</source>
        <translation>O que os pedidos de hoje custaram, o que podem ter custado e o que está reservado para os que estão a caminho.</translation>
    </message>
    <message>
        <source>All done by</source>
        <translation>Tudo pronto até</translation>
    </message>
    <message>
        <source>%1 of what ended</source>
        <translation>%1 do que terminou</translation>
    </message>
    <message>
        <source>%1 tried again</source>
        <translation>%1 tentadas de novo</translation>
    </message>
    <message>
        <source>1 in 20 over %1</source>
        <translation>1 em 20 acima de %1</translation>
    </message>
    <message>
        <source>of %1 today</source>
        <translation>de %1 hoje</translation>
    </message>
    <message>
        <source>today, no budget set</source>
        <translation>hoje, sem orçamento definido</translation>
    </message>
    <message>
        <source>%1 of %2 jobs</source>
        <translation>%1 de %2 tarefas</translation>
    </message>
    <message>
        <source>nothing is running</source>
        <translation>nada em andamento</translation>
    </message>
    <message>
        <source>Jobs that gave a result in the %1. The share is of all that ended, completed or failed. The list leaves out those made again since, those a person still has to look at, and those of removed batches.</source>
        <translation>Tarefas que deram resultado no período (%1). A proporção é sobre todas as que terminaram, concluídas ou com falha. A lista não mostra as que foram refeitas depois, as que alguém ainda precisa olhar e as de lotes removidos.</translation>
    </message>
    <message>
        <source>Show these jobs</source>
        <translation>Mostrar estas tarefas</translation>
    </message>
    <message>
        <source>Jobs that failed for good in the %1. The list leaves out those retried since and those of removed batches. Tried again counts requests that failed and were repeated by themselves.</source>
        <translation>Tarefas que falharam de vez no período (%1). A lista não mostra as que foram tentadas de novo depois e as de lotes removidos. “Tentadas de novo” conta pedidos que falharam e foram repetidos automaticamente.</translation>
    </message>
    <message>
        <source>All jobs of each queue as they stand now, of every batch that is not removed. Waiting counts those that are ready, wait for a limit or for an earlier step; active those on their way. A click on a number lists exactly these jobs.</source>
        <translation>Todas as tarefas de cada fila como estão agora, de todos os lotes que não foram removidos. Esperando conta as que estão prontas, as que esperam um limite e as que esperam uma etapa anterior; ativas, as que estão a caminho. Um clique num número lista exatamente essas tarefas.</translation>
    </message>
    <message>
        <source>Requests and tokens that count against each limit at this moment, and how many it allows: of a day since the provider&apos;s midnight, of a window within its length, at once those on their way. Daily quotas stand first.</source>
        <translation>Pedidos e tokens que contam para cada limite neste momento, e quantos ele permite: num dia, desde a meia-noite do provedor; numa janela, dentro da sua duração; ao mesmo tempo, os que estão a caminho. As cotas diárias vêm primeiro.</translation>
    </message>
    <message>
        <source>Of each batch that is running or paused: its jobs that have ended (completed, failed, skipped or cancelled) of all it has, when it is foreseen to be done, and what its requests cost or may have cost so far, against its budget.</source>
        <translation>De cada lote em andamento ou pausado: as tarefas terminadas (concluídas, com falha, puladas ou canceladas) de todas as que ele tem, quando se prevê que fique pronto, e o que os pedidos custaram ou podem ter custado até agora, frente ao orçamento dele.</translation>
    </message>
    <message>
        <source>Jobs that completed, and jobs that failed for good, in each part of the %1, as so many a minute. Requests that failed and were repeated by themselves are not in it.</source>
        <translation>Tarefas concluídas e tarefas que falharam de vez em cada trecho do período (%1), em quantidade por minuto. Pedidos que falharam e foram repetidos automaticamente não entram.</translation>
    </message>
    <message>
        <source>From sending a request to its whole answer, over all requests that were answered in each part of the %1: half of them took at most the typical time (p50), 95 of 100 at most the upper line (p95).</source>
        <translation>Do envio de um pedido até a resposta completa, entre todos os respondidos em cada trecho do período (%1): metade levou no máximo o tempo típico (p50), 95 de 100 no máximo a linha de cima (p95).</translation>
    </message>
    <message>
        <source>When every job of the batches that are running or paused has ended.</source>
        <translation>Quando todas as tarefas dos lotes em andamento ou pausados tiverem terminado.</translation>
    </message>
</context>
<context>
    <name>fornada::DraftModel</name>
    <message>
        <source>Line</source>
        <translation>Nº</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Linha</translation>
    </message>
    <message>
        <source>What will be asked</source>
        <translation>O que será pedido</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Observação</translation>
    </message>
</context>
<context>
    <name>fornada::EditBatch</name>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Edit the batch</source>
        <translation>Editar o lote</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>no budget</source>
        <translation>sem orçamento</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Orçamento</translation>
    </message>
    <message>
        <source>Used so far: %1, with what is on its way and what may be charged.</source>
        <translation>Usado até agora: %1, com o que está a caminho e o que pode ser cobrado.</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioridade</translation>
    </message>
    <message>
        <source>Where batches wait for the same queue, a higher number goes first.</source>
        <translation>Quando vários lotes esperam pela mesma fila, o número maior vai primeiro.</translation>
    </message>
    <message>
        <source>Re-send limit of one request</source>
        <translation>Limite de reenvio de um pedido</translation>
    </message>
    <message>
        <source>A request without an answer is sent again by itself when it may cost at most this, and all such repeats of the batch together at most %1% of its estimate.</source>
        <translation>Um pedido sem resposta é enviado de novo automaticamente quando pode custar no máximo isto, e todos esses reenvios do lote, juntos, no máximo %1% da estimativa dele.</translation>
    </message>
    <message>
        <source>A batch needs a name</source>
        <translation>Um lote precisa de um nome</translation>
    </message>
    <message>
        <source>An amount like %1, or nothing for no budget</source>
        <translation>Um valor como %1, ou deixe em branco (sem orçamento)</translation>
    </message>
    <message>
        <source>A whole number</source>
        <translation>Um número inteiro</translation>
    </message>
    <message>
        <source>An amount like %1; with 0 nothing is sent again by itself</source>
        <translation>Um valor como %1; com 0, nada é enviado de novo automaticamente</translation>
    </message>
</context>
<context>
    <name>fornada::EditStep</name>
    <message>
        <source>Save and retry</source>
        <translation>Salvar e tentar de novo</translation>
    </message>
    <message>
        <source>Edit the prompt</source>
        <translation>Editar o prompt</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>From the row: %1</source>
        <translation>Da linha: %1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>The new wording is used for every job of this step that is not done yet. What is done stays; you are told what making it again would cost.</source>
        <translation>O novo texto vale para todas as tarefas desta etapa que ainda não foram feitas. O que está feito fica; você vê quanto custaria refazê-lo.</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Etapa</translation>
    </message>
    <message>
        <source>Step “%1” of “%2”</source>
        <translation>Etapa “%1” de “%2”</translation>
    </message>
    <message>
        <source>A step of “%1”</source>
        <translation>Uma etapa de “%1”</translation>
    </message>
    <message>
        <source>Close without saving?</source>
        <translation>Fechar sem salvar?</translation>
    </message>
    <message>
        <source>What you changed in this prompt is lost.</source>
        <translation>O que você mudou neste prompt se perde.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>fornada::ExplainButton</name>
    <message>
        <source>What “%1” counts</source>
        <translation>O que “%1” conta</translation>
    </message>
</context>
<context>
    <name>fornada::ExportDialog</name>
    <message>
        <source>A JSON file beside every result, saying what it is</source>
        <translation>Um arquivo JSON ao lado de cada resultado, dizendo o que ele é</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Export the results of %1</source>
        <translation>Exportar os resultados de %1</translation>
    </message>
    <message>
        <source>A folder</source>
        <translation>Uma pasta</translation>
    </message>
    <message>
        <source>Every file, a table of all rows, and a page with all of it at a glance.</source>
        <translation>Todos os arquivos, uma tabela com todas as linhas e uma página que mostra tudo de uma vez.</translation>
    </message>
    <message>
        <source>One ZIP file</source>
        <translation>Um arquivo ZIP</translation>
    </message>
    <message>
        <source>The same in one file; it can be checked later that nothing in it has changed.</source>
        <translation>O mesmo em um só arquivo; depois dá para conferir que nada nele mudou.</translation>
    </message>
    <message>
        <source>A workbook (XLSX)</source>
        <translation>Uma planilha (XLSX)</translation>
    </message>
    <message>
        <source>One line for every result, with its row. For Excel and other spreadsheets.</source>
        <translation>Uma linha para cada resultado, junto com a linha de origem. Para o Excel e outras planilhas.</translation>
    </message>
    <message>
        <source>A table (CSV)</source>
        <translation>Uma tabela (CSV)</translation>
    </message>
    <message>
        <source>The same as plain text, for other programs.</source>
        <translation>O mesmo como texto simples, para outros programas.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Escolher…</translation>
    </message>
    <message>
        <source>Into this folder</source>
        <translation>Nesta pasta</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>Essa pasta não existe.</translation>
    </message>
    <message>
        <source>Export into this folder</source>
        <translation>Exportar para esta pasta</translation>
    </message>
    <message>
        <source>A queue file (avatar_queue.json)</source>
        <translation>Um arquivo de fila (avatar_queue.json)</translation>
    </message>
    <message>
        <source>Who is done and who waits, with attempts and errors, for a script that goes on with it.</source>
        <translation>Quem está pronto e quem espera, com tentativas e erros, para um script que continue a partir dele.</translation>
    </message>
</context>
<context>
    <name>fornada::FailureDesk</name>
    <message>
        <source>Failures</source>
        <translation>Falhas</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>O que deu errado</translation>
    </message>
    <message>
        <source>Nothing failed and nothing is unknown.</source>
        <translation>Nada falhou e nada está sem resposta.</translation>
    </message>
    <message>
        <source>All batches</source>
        <translation>Todos os lotes</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>The same request would end the same way: change the row or the prompt first.</source>
        <translation>O mesmo pedido terminaria do mesmo jeito: mude antes a linha ou o prompt.</translation>
    </message>
    <message>
        <source>Retry these</source>
        <translation>Tentar estas de novo</translation>
    </message>
    <message>
        <source>Retry anyway</source>
        <translation>Tentar mesmo assim</translation>
    </message>
    <message>
        <source>%1 × sent, but no answer came</source>
        <translation>%1 × enviada, mas sem resposta</translation>
    </message>
    <message>
        <source>Nobody can say whether these were done. They may have cost %1 together. Sending them again may cost that a second time.</source>
        <translation>Não há como saber se elas foram feitas. Juntas, podem ter custado %1. Enviar de novo pode custar isso outra vez.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Enviar de novo</translation>
    </message>
    <message>
        <source>Count as charged</source>
        <translation>Contar como cobradas</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>Desistir</translation>
    </message>
    <message>
        <source>Send %1 jobs again?</source>
        <translation>Enviar %1 tarefas de novo?</translation>
    </message>
    <message>
        <source>What they may have cost already stays booked, and is paid a second time if they were done.</source>
        <translation>O que elas podem ter custado continua registrado, e será pago outra vez se já tinham sido feitas.</translation>
    </message>
    <message>
        <source>To the account</source>
        <translation>Para a conta</translation>
    </message>
    <message>
        <source>To the queue</source>
        <translation>Para a fila</translation>
    </message>
    <message>
        <source>Skip…</source>
        <translation>Pular…</translation>
    </message>
    <message>
        <source>Retry elsewhere</source>
        <translation>Tentar em outro lugar</translation>
    </message>
    <message>
        <source>Edit and retry…</source>
        <translation>Editar e tentar de novo…</translation>
    </message>
    <message>
        <source>Last time: %1.</source>
        <translation>Última vez: %1.</translation>
    </message>
    <message>
        <source>One more that ended so is being tried again.</source>
        <translation>Mais uma que terminou assim está sendo tentada de novo.</translation>
    </message>
    <message>
        <source>%1 more that ended so are being tried again.</source>
        <translation>Mais %1 que terminaram assim estão sendo tentadas de novo.</translation>
    </message>
    <message>
        <source>%1, %2: up to %3, sent %4</source>
        <translation>%1, %2: até %3 (envio: %4)</translation>
    </message>
    <message>
        <source>at a time not known</source>
        <translation>hora desconhecida</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… e mais %1</translation>
    </message>
    <message>
        <source>Leave this job as it is?</source>
        <translation>Deixar esta tarefa como está?</translation>
    </message>
    <message>
        <source>Leave %1 jobs as they are?</source>
        <translation>Deixar %1 tarefas como estão?</translation>
    </message>
    <message>
        <source>They count as skipped, and so does what waits for them. They are not tried again.</source>
        <translation>Contam como puladas, assim como o que espera por elas. Não serão tentadas de novo.</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Pular</translation>
    </message>
    <message>
        <source>Give more time and retry</source>
        <translation>Tentar com mais tempo</translation>
    </message>
    <message>
        <source>Give requests more time</source>
        <translation>Dar mais tempo aos pedidos</translation>
    </message>
    <message>
        <source>Nobody can say whether these were done. The first thousand may have cost %1 together, the others more. Sending them again may cost that a second time.</source>
        <translation>Ninguém pode dizer se foram feitas. As primeiras mil podem ter custado %1 juntas; as outras, mais. Enviar de novo pode custar isso mais uma vez.</translation>
    </message>
    <message>
        <source>1 job goes elsewhere.</source>
        <translation>1 tarefa vai para outro lugar.</translation>
    </message>
    <message>
        <source>%1 jobs go elsewhere.</source>
        <translation>%1 tarefas vão para outro lugar.</translation>
    </message>
    <message>
        <source>The queue “%1” waits up to %2 for an answer from now on.</source>
        <translation>A fila “%1” espera uma resposta por até %2 a partir de agora.</translation>
    </message>
    <message>
        <source>Send this job again?</source>
        <translation>Enviar esta tarefa de novo?</translation>
    </message>
    <message>
        <source>The recipe gives a request of its step “%1” %2. Batches that are added with a longer timeLimit there wait longer; this one cannot.</source>
        <translation>A receita dá %2 a cada pedido da etapa “%1”. Lotes adicionados com um timeLimit maior nela esperam mais; este não pode.</translation>
    </message>
    <message>
        <source>Show what went wrong among these jobs</source>
        <translation>Mostrar o que deu errado entre estas tarefas</translation>
    </message>
    <message>
        <source>%1 batches</source>
        <translation>%1 lotes</translation>
    </message>
    <message>
        <source>The chosen job</source>
        <translation>A tarefa escolhida</translation>
    </message>
    <message>
        <source>%1 chosen jobs</source>
        <translation>%1 tarefas escolhidas</translation>
    </message>
    <message>
        <source>Jobs as filtered in the list, of any time</source>
        <translation>Tarefas filtradas na lista, de qualquer momento</translation>
    </message>
    <message>
        <source>The queue “%1” already waits up to %2 for an answer, and cannot wait longer. Nothing was sent.</source>
        <translation>A fila “%1” já espera uma resposta por até %2 e não pode esperar mais. Nada foi enviado.</translation>
    </message>
</context>
<context>
    <name>fornada::FirstStart</name>
    <message>
        <source>What shall we bake first?</source>
        <translation>O que vamos assar primeiro?</translation>
    </message>
    <message>
        <source>Fornada turns a list of rows into a batch of results: pictures, texts, voices.</source>
        <translation>O Fornada transforma uma lista de linhas em um lote de resultados: imagens, textos, vozes.</translation>
    </message>
    <message>
        <source>See it work</source>
        <translation>Veja funcionar</translation>
    </message>
    <message>
        <source>Try it now</source>
        <translation>Experimentar agora</translation>
    </message>
    <message>
        <source>Use your own list</source>
        <translation>Use a sua lista</translation>
    </message>
    <message>
        <source>Open a spreadsheet…</source>
        <translation>Abrir uma planilha…</translation>
    </message>
    <message>
        <source>Sample portraits</source>
        <translation>Retratos de exemplo</translation>
    </message>
    <message>
        <source>Use a provider</source>
        <translation>Use um provedor</translation>
    </message>
    <message>
        <source>Gemini, an OpenAI-style service or your own worker. The key stays in this computer&apos;s keychain; limits are kept for you.</source>
        <translation>Gemini, um serviço no estilo OpenAI ou seu próprio worker. A chave fica no chaveiro deste computador, e os limites são respeitados automaticamente.</translation>
    </message>
    <message>
        <source>Connect an account…</source>
        <translation>Conectar uma conta…</translation>
    </message>
    <message>
        <source>A spreadsheet, a CSV or JSON file, or pasted rows. You see every prompt before anything is sent.</source>
        <translation>Uma planilha, um arquivo CSV ou JSON, ou linhas coladas. Você vê cada prompt antes de qualquer envio.</translation>
    </message>
    <message>
        <source>Twelve portraits on the built-in sandbox. No key, and its prices are play money; the results are here in seconds.</source>
        <translation>Doze retratos no sandbox embutido. Não precisa de chave, e os preços são fictícios; os resultados aparecem em segundos.</translation>
    </message>
</context>
<context>
    <name>fornada::GateList</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>Slowed to %1 after the provider complained; all of it again %2</source>
        <translation>Reduzido a %1 depois que o provedor reclamou; volta ao total %2</translation>
    </message>
</context>
<context>
    <name>fornada::ImpactDialog</name>
    <message>
        <source>Comparing each result with what would be asked for now…</source>
        <translation>Comparando cada resultado com o que seria pedido agora…</translation>
    </message>
    <message>
        <source>Make again</source>
        <translation>Refazer</translation>
    </message>
    <message>
        <source>What would change in “%1”</source>
        <translation>O que mudaria em “%1”</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Linha</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Etapa</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>No máximo</translation>
    </message>
    <message>
        <source>free</source>
        <translation>grátis</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>e mais %Ln</numerusform>
            <numerusform>e mais %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>Results that would come out differently</source>
        <translation>Resultados que sairiam diferentes</translation>
    </message>
</context>
<context>
    <name>fornada::Inspector</name>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Linha</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Tentativas</translation>
    </message>
    <message>
        <source>%1 jobs selected</source>
        <translation>%1 tarefas selecionadas</translation>
    </message>
    <message>
        <source>%1 batches selected</source>
        <translation>%1 lotes selecionados</translation>
    </message>
    <message>
        <source>This job is gone.</source>
        <translation>Esta tarefa não existe mais.</translation>
    </message>
    <message>
        <source>Sent, but no answer came. It may have cost up to %1. Send it again, count it as charged, or give it up.</source>
        <translation>Enviada, mas sem resposta. Pode ter custado até %1. Envie de novo, conte como cobrada ou desista.</translation>
    </message>
    <message>
        <source>Row number</source>
        <translation>Número da linha</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Fila</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Conta</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Custo</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Arquivo</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamanho</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Alterada em</translation>
    </message>
    <message>
        <source>Prompt (parts of it come from earlier steps)</source>
        <translation>Prompt (partes vêm de etapas anteriores)</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>Gasto</translation>
    </message>
    <message>
        <source>Possibly charged</source>
        <translation>Possivelmente cobrado</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>Estimativa</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Orçamento</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nenhum</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Adicionado</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Iniciado</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Terminado</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nada selecionado</translation>
    </message>
    <message>
        <source>Select a batch or a job to see its details.</source>
        <translation>Selecione um lote ou uma tarefa para ver os detalhes.</translation>
    </message>
    <message>
        <source>All jobs of this row</source>
        <translation>Todas as tarefas desta linha</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>Paid for nothing</source>
        <translation>Pago à toa</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parâmetros</translation>
    </message>
    <message>
        <source>What is asked</source>
        <translation>O que é pedido</translation>
    </message>
    <message>
        <source>What is sent (parts of it come from earlier steps)</source>
        <translation>O que é enviado (partes vêm de etapas anteriores)</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>O que é enviado</translation>
    </message>
    <message>
        <source>Result of row</source>
        <translation>Resultado da linha</translation>
    </message>
</context>
<context>
    <name>fornada::JobsPage</name>
    <message>
        <source>Jobs</source>
        <translation>Tarefas</translation>
    </message>
    <message>
        <source>All batches</source>
        <translation>Todos os lotes</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Todos os estados</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Esperando</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Em andamento</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Concluídas</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Com falha</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Precisam de você</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Puladas</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Canceladas</translation>
    </message>
    <message>
        <source>%1, looking for more…</source>
        <translation>%1, procurando mais…</translation>
    </message>
    <message>
        <source>Show the jobs of this batch</source>
        <translation>Mostrar as tarefas deste lote</translation>
    </message>
    <message>
        <source>Show the jobs of this queue</source>
        <translation>Mostrar as tarefas desta fila</translation>
    </message>
    <message>
        <source>Show the jobs in this state</source>
        <translation>Mostrar as tarefas neste estado</translation>
    </message>
    <message>
        <source>All queues</source>
        <translation>Todas as filas</translation>
    </message>
    <message>
        <source>Not done yet</source>
        <translation>Ainda não feitas</translation>
    </message>
    <message>
        <source>The jobs of your batches appear here.</source>
        <translation>As tarefas dos seus lotes aparecem aqui.</translation>
    </message>
    <message>
        <source>No job matches.</source>
        <translation>Nenhuma tarefa encontrada.</translation>
    </message>
    <message>
        <source>Selecting all…</source>
        <translation>Selecionando tudo…</translation>
    </message>
</context>
<context>
    <name>fornada::LimitForm</name>
    <message numerus="yes">
        <source>%Ln seconds</source>
        <translation>
            <numerusform>%Ln segundo</numerusform>
            <numerusform>%Ln segundos</numerusform>
        </translation>
    </message>
    <message>
        <source>as they are now</source>
        <translation>como estão agora</translation>
    </message>
    <message>
        <source>A whole number from 1 up, or nothing for no limit</source>
        <translation>Um número inteiro a partir de 1, ou deixe em branco (sem limite)</translation>
    </message>
    <message>
        <source>Not a time zone: write it like America/Sao_Paulo</source>
        <translation>Não é um fuso horário: escreva como America/Sao_Paulo</translation>
    </message>
    <message>
        <source>Say how many, or leave the bursts empty too</source>
        <translation>Diga quantos, ou deixe também as rajadas vazias</translation>
    </message>
    <message>
        <source>The end must differ from the beginning</source>
        <translation>O fim precisa ser diferente do começo</translation>
    </message>
    <message>
        <source>This value makes no sense here</source>
        <translation>Este valor não faz sentido aqui</translation>
    </message>
    <message>
        <source>Pace: evenly spread</source>
        <translation>Ritmo: distribuído por igual</translation>
    </message>
    <message>
        <source>Never more than</source>
        <translation>Nunca mais que</translation>
    </message>
    <message>
        <source>Tokens, never more than</source>
        <translation>Tokens, nunca mais que</translation>
    </message>
    <message>
        <source>A day, beginning at midnight of</source>
        <translation>Por dia, contado da meia-noite de</translation>
    </message>
    <message>
        <source>Gap between two requests</source>
        <translation>Intervalo entre dois pedidos</translation>
    </message>
    <message>
        <source>At the same time</source>
        <translation>Ao mesmo tempo</translation>
    </message>
    <message>
        <source>At the same time for one row</source>
        <translation>Ao mesmo tempo para uma linha</translation>
    </message>
    <message>
        <source>Only during these hours</source>
        <translation>Só nestes horários</translation>
    </message>
    <message>
        <source>bursts of</source>
        <translation>rajadas de</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>segundos</translation>
    </message>
    <message>
        <source>a second</source>
        <translation>por segundo</translation>
    </message>
    <message>
        <source>a minute</source>
        <translation>por minuto</translation>
    </message>
    <message>
        <source>an hour</source>
        <translation>por hora</translation>
    </message>
    <message>
        <source>a day</source>
        <translation>por dia</translation>
    </message>
    <message>
        <source>in any second</source>
        <translation>em qualquer segundo</translation>
    </message>
    <message>
        <source>in any minute</source>
        <translation>em qualquer minuto</translation>
    </message>
    <message>
        <source>in any hour</source>
        <translation>em qualquer hora</translation>
    </message>
    <message>
        <source>in any 24 hours</source>
        <translation>em quaisquer 24 horas</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>todos os dias</translation>
    </message>
    <message>
        <source>Monday to Friday</source>
        <translation>segunda a sexta</translation>
    </message>
    <message>
        <source>weekend</source>
        <translation>fim de semana</translation>
    </message>
    <message>
        <source>Go slower by itself when the provider says “too many requests”, and recover</source>
        <translation>Reduzir o ritmo automaticamente quando o provedor disser “pedidos demais”, e depois recuperá-lo</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>sem limite</translation>
    </message>
    <message>
        <source>So many in which time</source>
        <translation>Quantos pedidos em quanto tempo</translation>
    </message>
    <message>
        <source>So many tokens in which time</source>
        <translation>Quantos tokens em quanto tempo</translation>
    </message>
    <message>
        <source>Where the day begins at midnight</source>
        <translation>Onde o dia começa à meia-noite</translation>
    </message>
    <message>
        <source>On which days</source>
        <translation>Em quais dias</translation>
    </message>
    <message>
        <source>From this time</source>
        <translation>A partir deste horário</translation>
    </message>
    <message>
        <source>To this time</source>
        <translation>Até este horário</translation>
    </message>
    <message>
        <source>By the clock of which place</source>
        <translation>Pelo relógio de qual lugar</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>A number above 0, or nothing for no limit</source>
        <translation>Um número acima de 0, ou deixe em branco (sem limite)</translation>
    </message>
</context>
<context>
    <name>fornada::LimitGauge</name>
    <message>
        <source>daily quota</source>
        <translation>cota diária</translation>
    </message>
    <message>
        <source>pace</source>
        <translation>ritmo</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>ao mesmo tempo</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>%1: %2 used</source>
        <translation>%1: %2 usados</translation>
    </message>
    <message>
        <source>requests per period</source>
        <translation>pedidos por período</translation>
    </message>
    <message>
        <source>tokens per period</source>
        <translation>tokens por período</translation>
    </message>
</context>
<context>
    <name>fornada::LineageList</name>
    <message>
        <source>The job shown above</source>
        <translation>A tarefa mostrada acima</translation>
    </message>
    <message>
        <source>Go to this job</source>
        <translation>Ir para esta tarefa</translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… e mais %Ln</numerusform>
            <numerusform>… e mais %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fornada::MainWindow</name>
    <message>
        <source>Batches</source>
        <translation>Lotes</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Tarefas</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Pesquisar</translation>
    </message>
    <message>
        <source>Search the list</source>
        <translation>Pesquisar na lista</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Filas</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Painel</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Atividade</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspetor</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Relatórios</translation>
    </message>
    <message>
        <source>The report is in %1.</source>
        <translation>O relatório está em %1.</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>Abrir arquivo</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Show the batch</source>
        <translation>Mostrar o lote</translation>
    </message>
    <message>
        <source>There is no message to copy: nothing went wrong here.</source>
        <translation>Não há mensagem para copiar: nada deu errado aqui.</translation>
    </message>
    <message>
        <source>There is no list to search on this page.</source>
        <translation>Não há lista para pesquisar nesta página.</translation>
    </message>
</context>
<context>
    <name>fornada::MappingForm</name>
    <message>
        <source>Column for %1</source>
        <translation>Coluna para %1</translation>
    </message>
    <message>
        <source>choose a column</source>
        <translation>escolha uma coluna</translation>
    </message>
    <message>
        <source>Column for %1, optional</source>
        <translation>Coluna para %1, opcional</translation>
    </message>
    <message>
        <source>from no column</source>
        <translation>nenhuma coluna</translation>
    </message>
    <message>
        <source>%1 (optional)</source>
        <comment>a field</comment>
        <translation>%1 (opcional)</translation>
    </message>
</context>
<context>
    <name>fornada::NewBatch</name>
    <message>
        <source>As each queue says</source>
        <translation>A de cada fila</translation>
    </message>
    <message>
        <source>Choose the rows</source>
        <translation>Escolher as linhas</translation>
    </message>
    <message>
        <source>Pasted rows</source>
        <translation>Linhas coladas</translation>
    </message>
    <message>
        <source>There is no text to paste. Copy some rows first, with their header.</source>
        <translation>Não há texto para colar. Copie antes algumas linhas, com o cabeçalho.</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 linha</translation>
    </message>
    <message>
        <source>1 job</source>
        <translation>1 tarefa</translation>
    </message>
    <message>
        <source>1 row left out</source>
        <translation>1 linha de fora</translation>
    </message>
    <message>
        <source>%1, and more</source>
        <translation>%1, e há mais linhas</translation>
    </message>
    <message>
        <source>pasted rows</source>
        <translation>linhas coladas</translation>
    </message>
    <message>
        <source>Every prompt is shown here before anything is sent.</source>
        <translation>Cada prompt aparece aqui antes de qualquer envio.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Lendo…</translation>
    </message>
    <message>
        <source>No row can be used with this recipe</source>
        <translation>Nenhuma linha serve para esta receita</translation>
    </message>
    <message>
        <source>New batch</source>
        <translation>Novo lote</translation>
    </message>
    <message>
        <source>Rows from</source>
        <translation>Origem das linhas</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Colar</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Receita</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Client (optional)</source>
        <translation>Cliente (opcional)</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Conta</translation>
    </message>
    <message>
        <source>Budget (optional)</source>
        <translation>Orçamento (opcional)</translation>
    </message>
    <message>
        <source>Save as draft</source>
        <translation>Salvar rascunho</translation>
    </message>
    <message>
        <source>Start batch</source>
        <translation>Iniciar lote</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>These rows cannot be used</source>
        <translation>Estas linhas não podem ser usadas</translation>
    </message>
    <message>
        <source>Choose the column for %1</source>
        <translation>Escolha a coluna para %1</translation>
    </message>
    <message>
        <source>The recipe needs %1. Choose on the left which column that is; it is remembered for this recipe.</source>
        <translation>A receita precisa de %1. Escolha à esquerda qual coluna é; a escolha fica lembrada para esta receita.</translation>
    </message>
    <message>
        <source>There are no rows in it.</source>
        <translation>Não há linhas nele.</translation>
    </message>
    <message>
        <source>Only rows that are left out (%1)</source>
        <translation>Só as linhas que ficam de fora (%1)</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colunas</translation>
    </message>
    <message>
        <source>The budget is not an amount like %1</source>
        <translation>O orçamento não é um valor como %1</translation>
    </message>
    <message>
        <source>“%1” is not what the recipe needs there</source>
        <translation>“%1” não é o que a receita precisa ali</translation>
    </message>
    <message>
        <source>The database cannot answer this query: %1. Correct it on the left.</source>
        <translation>O banco de dados não responde a esta consulta: %1. Corrija à esquerda.</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Arquivo…</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Escolher um arquivo</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Pasta…</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Escolher uma pasta</translation>
    </message>
    <message>
        <source>Settings of the recipe</source>
        <translation>Ajustes da receita</translation>
    </message>
    <message>
        <source>for example %1</source>
        <translation>por exemplo, %1</translation>
    </message>
    <message>
        <source>Choose a folder whose files are the rows</source>
        <translation>Escolha uma pasta cujos arquivos são as linhas</translation>
    </message>
    <message>
        <source>All kinds of rows (%1)</source>
        <translation>Todos os tipos de linhas (%1)</translation>
    </message>
    <message>
        <source>Spreadsheets (%1)</source>
        <translation>Planilhas (%1)</translation>
    </message>
    <message>
        <source>JSON (%1)</source>
        <translation>JSON (%1)</translation>
    </message>
    <message>
        <source>SQLite databases (%1)</source>
        <translation>Bancos de dados SQLite (%1)</translation>
    </message>
    <message>
        <source>All files (%1)</source>
        <translation>Todos os arquivos (%1)</translation>
    </message>
    <message>
        <source>Drop a spreadsheet, a JSON file, a database or a folder here, choose one, or paste rows.</source>
        <translation>Solte aqui uma planilha, um arquivo JSON, um banco de dados ou uma pasta, escolha um deles ou cole linhas.</translation>
    </message>
    <message>
        <source>folder %1</source>
        <translation>pasta %1</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>Planilha</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabela</translation>
    </message>
    <message>
        <source>Working out when it would be done…</source>
        <translation>Calculando quando ficaria pronto…</translation>
    </message>
    <message>
        <source>Rehearsal: %1</source>
        <translation>Ensaio: %1</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>Ensaiar</translation>
    </message>
    <message>
        <source>All rows on the built-in sandbox: free, nothing leaves this computer. See how it runs and what the prompts become before you pay.</source>
        <translation>Todas as linhas no sandbox embutido: grátis, nada sai deste computador. Veja como roda e no que os prompts viram antes de pagar.</translation>
    </message>
    <message>
        <source>Start a pilot of 3</source>
        <translation>Iniciar um piloto de 3</translation>
    </message>
    <message>
        <source>All rows are added, the first three run; the rest waits until you release it</source>
        <translation>Todas as linhas são adicionadas, as três primeiras rodam; o resto espera até você liberar</translation>
    </message>
    <message>
        <source>Only rows without a result yet</source>
        <translation>Só linhas ainda sem resultado</translation>
    </message>
    <message>
        <source>Leaves out rows that a batch of this recipe has made already, and those that are in the file twice. Rows are compared by the field that names them.</source>
        <translation>Deixa de fora linhas que um lote desta receita já fez e as que aparecem duas vezes no arquivo. As linhas são comparadas pelo campo que as identifica.</translation>
    </message>
    <message>
        <source>Owner (optional)</source>
        <translation>Responsável (opcional)</translation>
    </message>
    <message>
        <source>Whose batch it is: lists can show one owner&apos;s work only. Remembered for the next batch.</source>
        <translation>De quem é o lote: as listas podem mostrar só o trabalho de um responsável. Fica lembrado para o próximo lote.</translation>
    </message>
    <message>
        <source>As the recipe says</source>
        <translation>Como diz a receita</translation>
    </message>
    <message>
        <source>Comparing the rows&apos; pictures…</source>
        <translation>Comparando as imagens das linhas…</translation>
    </message>
    <message>
        <source>Rows that look like another row</source>
        <translation>Linhas parecidas com outra</translation>
    </message>
    <message>
        <source>Make them as well</source>
        <translation>Fazer também</translation>
    </message>
    <message>
        <source>Use the other row&apos;s result</source>
        <translation>Usar o resultado da outra linha</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>Deixar de fora</translation>
    </message>
    <message>
        <source>Rows whose texts are the same but for case and blanks, and whose pictures look alike. Using the other row&apos;s result costs nothing; files are named by their own row.</source>
        <translation>Linhas cujos textos só diferem em maiúsculas e espaços e cujas imagens se parecem. Usar o resultado da outra linha não custa nada; os arquivos levam o nome da própria linha.</translation>
    </message>
    <message>
        <source>If the account fails</source>
        <translation>Se a conta falhar</translation>
    </message>
    <message>
        <source>Where a job goes when its own account has failed it at last, or cannot be reached. What may have been paid for, or was refused, never goes.</source>
        <translation>Para onde vai uma tarefa quando a própria conta falhou de vez ou não responde. O que talvez já tenha sido pago, ou foi recusado, nunca é enviado para lá.</translation>
    </message>
    <message>
        <source>Try it with sample rows</source>
        <translation>Experimentar com linhas de exemplo</translation>
    </message>
    <message>
        <source>Look inside, or word it anew…</source>
        <translation>Ver por dentro ou mudar o texto…</translation>
    </message>
    <message>
        <source>Rows and their prompts</source>
        <translation>Linhas e seus prompts</translation>
    </message>
    <message>
        <source>There are no sample rows for a recipe of your own.</source>
        <translation>Não há linhas de exemplo para uma receita sua.</translation>
    </message>
    <message>
        <source>The rows are being added. This window closes by itself as soon as they are there.</source>
        <translation>As linhas estão sendo adicionadas. Esta janela se fecha sozinha assim que elas estiverem lá.</translation>
    </message>
    <message>
        <source>Close without making the batch?</source>
        <translation>Fechar sem criar o lote?</translation>
    </message>
    <message>
        <source>What you chose and typed here is lost. The rows&apos; file stays as it is.</source>
        <translation>O que você escolheu e digitou aqui se perde. O arquivo das linhas fica como está.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln linha</numerusform>
            <numerusform>%Ln linhas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln jobs</source>
        <translation>
            <numerusform>%Ln tarefa</numerusform>
            <numerusform>%Ln tarefas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows left out</source>
        <translation>
            <numerusform>%Ln linha de fora</numerusform>
            <numerusform>%Ln linhas de fora</numerusform>
        </translation>
    </message>
    <message>
        <source>One file or one folder at a time. Put the files into one folder, and drop that.</source>
        <translation>Um arquivo ou uma pasta por vez. Reúna os arquivos em uma pasta e solte a pasta aqui.</translation>
    </message>
    <message>
        <source>1 done already</source>
        <translation>1 já feita</translation>
    </message>
    <message numerus="yes">
        <source>%Ln done already</source>
        <translation>
            <numerusform>%Ln já feita</numerusform>
            <numerusform>%Ln já feitas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fornada::PartForm</name>
    <message>
        <source>Sheet of the workbook</source>
        <translation>Planilha da pasta de trabalho</translation>
    </message>
    <message>
        <source>Table of the database</source>
        <translation>Tabela do banco de dados</translation>
    </message>
    <message>
        <source>Query that gives the rows</source>
        <translation>Consulta que dá as linhas</translation>
    </message>
    <message>
        <source>A query of your own…</source>
        <translation>Uma consulta sua…</translation>
    </message>
</context>
<context>
    <name>fornada::PeopleFilter</name>
    <message>
        <source>Show what is for this client</source>
        <translation>Mostrar o que é deste cliente</translation>
    </message>
    <message>
        <source>Show what belongs to this owner</source>
        <translation>Mostrar o que é deste responsável</translation>
    </message>
    <message>
        <source>Clients: all</source>
        <translation>Clientes: todos</translation>
    </message>
    <message>
        <source>Owners: all</source>
        <translation>Responsáveis: todos</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Owners</source>
        <translation>Responsáveis</translation>
    </message>
</context>
<context>
    <name>fornada::Pulse</name>
    <message>
        <source>job %1</source>
        <translation>tarefa %1</translation>
    </message>
</context>
<context>
    <name>fornada::QueueDialog</name>
    <message>
        <source>%1 Figures of %2.</source>
        <translation>%1 Números de %2.</translation>
    </message>
    <message>
        <source>A queue needs a name; recipes name it</source>
        <translation>Uma fila precisa de um nome; as receitas a chamam por ele</translation>
    </message>
    <message>
        <source>There is a queue of this name already</source>
        <translation>Já existe uma fila com este nome</translation>
    </message>
    <message>
        <source>1 to 100 attempts, 0 to 30 doublings</source>
        <translation>De 1 a 100 tentativas, de 0 a 30 duplicações</translation>
    </message>
    <message>
        <source>Seconds, for example 10 to 300</source>
        <translation>Segundos, por exemplo 10 a 300</translation>
    </message>
    <message>
        <source>The longest wait must not be below the first</source>
        <translation>A maior espera não pode ser menor que a primeira</translation>
    </message>
    <message>
        <source>1 to 86,400 seconds</source>
        <translation>De 1 a 86.400 segundos</translation>
    </message>
    <message>
        <source>Hours, or nothing for no limit</source>
        <translation>Horas, ou deixe em branco (sem limite)</translation>
    </message>
    <message>
        <source>Choose one to fill in everything below…</source>
        <translation>Escolha um para preencher tudo abaixo…</translation>
    </message>
    <message>
        <source>New queue</source>
        <translation>Nova fila</translation>
    </message>
    <message>
        <source>Queue %1</source>
        <translation>Fila %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Its jobs go to the account</source>
        <translation>Suas tarefas vão para a conta</translation>
    </message>
    <message>
        <source>Unless a batch names another. Queues of one account share its limits.</source>
        <translation>A não ser que um lote indique outra. Filas de uma mesma conta compartilham os limites dela.</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Predefinição</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limites</translation>
    </message>
    <message>
        <source>When something goes wrong</source>
        <translation>Quando algo dá errado</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Tentativas</translation>
    </message>
    <message>
        <source>Waits between attempts</source>
        <translation>Esperas entre tentativas</translation>
    </message>
    <message>
        <source>One request may take</source>
        <translation>Um pedido pode levar</translation>
    </message>
    <message>
        <source>Given up after</source>
        <translation>Desiste depois de</translation>
    </message>
    <message>
        <source>to</source>
        <translation>a</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>segundos</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>horas</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nunca</translation>
    </message>
    <message>
        <source>Make queue</source>
        <translation>Criar fila</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>the wait doubles at most</source>
        <translation>a espera dobra no máximo</translation>
    </message>
    <message>
        <source>times</source>
        <translation>vezes</translation>
    </message>
    <message>
        <source>The wait between attempts doubles so many times</source>
        <translation>A espera entre tentativas dobra este número de vezes</translation>
    </message>
    <message>
        <source>Longest wait between attempts, in seconds</source>
        <translation>Espera mais longa entre tentativas, em segundos</translation>
    </message>
    <message>
        <source>A number of jobs, or nothing for never</source>
        <translation>Um número de tarefas, ou deixe em branco (nunca)</translation>
    </message>
    <message>
        <source>Tell me when more wait than</source>
        <translation>Avisar quando esperarem mais de</translation>
    </message>
    <message>
        <source>jobs</source>
        <translation>tarefas</translation>
    </message>
</context>
<context>
    <name>fornada::QueuesCard</name>
    <message>
        <source>Show these jobs</source>
        <translation>Mostrar estas tarefas</translation>
    </message>
</context>
<context>
    <name>fornada::QueuesDetail</name>
    <message>
        <source>Choose a queue or an account to see what it allows and why it waits.</source>
        <translation>Escolha uma fila ou uma conta para ver o que ela permite e por que espera.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Agora</translation>
    </message>
    <message>
        <source>Limit history</source>
        <translation>Histórico do limite</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Editar…</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testar</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Retomar</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Clear…</source>
        <translation>Esvaziar…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Remover…</translation>
    </message>
    <message>
        <source>Queue · goes to the account %1</source>
        <translation>Fila · vai para a conta %1</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regras</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limites</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Novas tentativas</translation>
    </message>
    <message>
        <source>One request</source>
        <translation>Um pedido</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>no máximo %1</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>Desistência</translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>depois de %1</translation>
    </message>
    <message>
        <source>Sends one real request through every limit of this queue</source>
        <translation>Envia um pedido de verdade por todos os limites desta fila</translation>
    </message>
    <message>
        <source>Account · %1</source>
        <translation>Conta · %1</translation>
    </message>
    <message>
        <source>from the variable %1</source>
        <translation>da variável %1</translation>
    </message>
    <message>
        <source>needs none</source>
        <translation>não precisa</translation>
    </message>
    <message>
        <source>in the keychain, or typed for this session</source>
        <translation>no chaveiro, ou digitada para esta sessão</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Dados</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>embutido</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Chave</translation>
    </message>
    <message>
        <source>Budget a day</source>
        <translation>Orçamento por dia</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Custo</translation>
    </message>
    <message>
        <source>nothing costs money here</source>
        <translation>nada custa dinheiro aqui</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Filas</translation>
    </message>
    <message>
        <source>none uses it</source>
        <translation>nenhuma a usa</translation>
    </message>
    <message>
        <source>Asks for the list of models; costs nothing</source>
        <translation>Pede a lista de modelos; não custa nada</translation>
    </message>
    <message>
        <source>%1: slowed to %2%</source>
        <translation>%1: reduzido a %2%</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>e mais %Ln</numerusform>
            <numerusform>e mais %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>Model %1</source>
        <translation>Modelo %1</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Consultando…</translation>
    </message>
    <message>
        <source>Clear the queue %1?</source>
        <translation>Esvaziar a fila %1?</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Esvaziar</translation>
    </message>
    <message>
        <source>It cannot be removed while these queues use it: %1. Give them another account first.</source>
        <translation>Não pode ser removida enquanto estas filas a usam: %1. Dê outra conta a elas antes.</translation>
    </message>
    <message>
        <source>Remove the account %1?</source>
        <translation>Remover a conta %1?</translation>
    </message>
    <message>
        <source>Its key is forgotten too. What it has cost stays in the books.</source>
        <translation>A chave dela também é esquecida. O que ela custou continua nos registros.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>Test of queue %1</source>
        <translation>Teste da fila %1</translation>
    </message>
    <message>
        <source>A test request is on its way: see “%1” among the batches.</source>
        <translation>Um pedido de teste está a caminho: veja “%1” entre os lotes.</translation>
    </message>
    <message>
        <source>1 waiting job will not be sent.</source>
        <translation>1 tarefa em espera não será enviada.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting jobs will not be sent.</source>
        <translation>
            <numerusform>%Ln tarefa em espera não será enviada.</numerusform>
            <numerusform>%Ln tarefas em espera não serão enviadas.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 What is on its way comes home, and results stay.</source>
        <translation>%1 O que está a caminho ainda chega, e os resultados ficam.</translation>
    </message>
</context>
<context>
    <name>fornada::QueuesPage</name>
    <message>
        <source>Queues</source>
        <translation>Filas</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Contas</translation>
    </message>
    <message>
        <source>New queue</source>
        <translation>Nova fila</translation>
    </message>
    <message>
        <source>Add account…</source>
        <translation>Adicionar conta…</translation>
    </message>
    <message>
        <source>No queues yet</source>
        <translation>Nenhuma fila ainda</translation>
    </message>
    <message>
        <source>Jobs wait in queues. A queue says how fast they go, how many at once and how often they are tried again.</source>
        <translation>As tarefas esperam em filas. Uma fila diz em que ritmo elas vão, quantas por vez e quantas vezes são tentadas de novo.</translation>
    </message>
    <message>
        <source>Make the first queue</source>
        <translation>Criar a primeira fila</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Vazia</translation>
    </message>
    <message>
        <source>No accounts yet</source>
        <translation>Nenhuma conta ainda</translation>
    </message>
    <message>
        <source>An account is where requests go: a provider, its key and its limits. Rehearsals need none.</source>
        <translation>Uma conta é para onde vão os pedidos: um provedor, a chave dele e os limites. Ensaios não precisam de nenhuma.</translation>
    </message>
</context>
<context>
    <name>fornada::QuitOffer</name>
    <message>
        <source>End now</source>
        <translation>Encerrar agora</translation>
    </message>
    <message>
        <source>Stay open</source>
        <translation>Continuar aberto</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Esperar</translation>
    </message>
    <message>
        <source>One request is on its way. Wait for it, or end now?</source>
        <translation>Um pedido está a caminho. Esperar por ele ou encerrar agora?</translation>
    </message>
    <message>
        <source>%1 requests are on their way. Wait for them, or end now?</source>
        <translation>%1 pedidos estão a caminho. Esperar por eles ou encerrar agora?</translation>
    </message>
    <message>
        <source>One request is on its way and may cost up to %1. Wait for it, or end now?</source>
        <translation>Um pedido está a caminho e pode custar até %1. Esperar por ele ou encerrar agora?</translation>
    </message>
    <message>
        <source>%1 requests are on their way and may cost up to %2. Wait for them, or end now?</source>
        <translation>%1 pedidos estão a caminho e podem custar até %2. Esperar por eles ou encerrar agora?</translation>
    </message>
    <message>
        <source>While Fornada waits nothing new is sent. What is cut off may be charged all the same, without a result.</source>
        <translation>Enquanto o Fornada espera, nada novo é enviado. O que for interrompido pode ser cobrado mesmo assim, sem resultado.</translation>
    </message>
    <message>
        <source>Nothing new is sent. Fornada ends by itself as soon as the answers are saved.</source>
        <translation>Nada novo é enviado. O Fornada se encerra sozinho assim que as respostas forem salvas.</translation>
    </message>
    <message>
        <source>Waiting for one request</source>
        <translation>Esperando por um pedido</translation>
    </message>
    <message>
        <source>Waiting for %1 requests</source>
        <translation>Esperando por %1 pedidos</translation>
    </message>
</context>
<context>
    <name>fornada::RawAnswer</name>
    <message>
        <source>The provider&apos;s answer</source>
        <translation>A resposta do provedor</translation>
    </message>
    <message>
        <source>There is no answer on file: none came, or it was too long to keep once its result was saved.</source>
        <translation>Não há resposta guardada: nenhuma veio, ou era longa demais para guardar depois de salvo o resultado.</translation>
    </message>
    <message>
        <source>Show the provider&apos;s answer</source>
        <translation>Mostrar a resposta do provedor</translation>
    </message>
    <message>
        <source>Of which attempt</source>
        <translation>De qual tentativa</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>tentativa %1</translation>
    </message>
</context>
<context>
    <name>fornada::RecipeDialog</name>
    <message>
        <source>New recipe…</source>
        <translation>Nova receita…</translation>
    </message>
    <message>
        <source>Not saved yet: %1</source>
        <translation>Ainda não foi salva: %1</translation>
    </message>
    <message>
        <source>What is asked, with made-up fields</source>
        <translation>O que é pedido, com campos fictícios</translation>
    </message>
    <message>
        <source>What is asked for row</source>
        <translation>O que é pedido para a linha</translation>
    </message>
    <message>
        <source>This step asks with the row itself.</source>
        <translation>Esta etapa envia a própria linha.</translation>
    </message>
    <message>
        <source>Saved. New batches use it from now on; those that were added keep the recipe they were made with.</source>
        <translation>Salva. Os novos lotes passam a usá-la; os que já foram adicionados ficam com a receita com que foram feitos.</translation>
    </message>
    <message>
        <source>Close without saving?</source>
        <translation>Fechar sem salvar?</translation>
    </message>
    <message>
        <source>What you changed in this recipe is lost.</source>
        <translation>O que você mudou nesta receita se perde.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Receita</translation>
    </message>
    <message>
        <source>Steps of the recipe</source>
        <translation>Etapas da receita</translation>
    </message>
    <message>
        <source>Prompt of the step</source>
        <translation>Prompt da etapa</translation>
    </message>
    <message>
        <source>No prompt: this step asks with the row or its files.</source>
        <translation>Sem prompt: esta etapa envia a linha ou os arquivos dela.</translation>
    </message>
    <message>
        <source>Row that the recipe is tried with</source>
        <translation>Linha com que a receita é experimentada</translation>
    </message>
    <message>
        <source>Up and Down try another row</source>
        <translation>As setas para cima e para baixo experimentam outra linha</translation>
    </message>
    <message>
        <source>What is asked</source>
        <translation>O que é pedido</translation>
    </message>
    <message>
        <source>The whole recipe. What every key means: docs/recipes.md.</source>
        <translation>A receita inteira. O que cada chave significa: docs/recipes.md.</translation>
    </message>
    <message>
        <source>The whole recipe as text</source>
        <translation>A receita inteira como texto</translation>
    </message>
    <message>
        <source>Back to the built-in one</source>
        <translation>Voltar à que vem com o programa</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Save this recipe first, or close without saving.</source>
        <translation>Salve antes esta receita ou feche sem salvar.</translation>
    </message>
    <message>
        <source>Remove your version</source>
        <translation>Remover sua versão</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Batches that were added keep the recipe they were made with. It can be undone.</source>
        <translation>Os lotes já adicionados mantêm a receita com que foram feitos. Pode ser desfeito.</translation>
    </message>
    <message>
        <source>Your version is removed; the built-in one is used again.</source>
        <translation>Sua versão foi removida; a que veio com o programa volta a ser usada.</translation>
    </message>
    <message>
        <source>Removed “%1”. Batches keep the recipe they were made with.</source>
        <translation>“%1” foi removida. Os lotes mantêm a receita com que foram feitos.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
</context>
<context>
    <name>fornada::ReportsPage</name>
    <message>
        <source>Reports</source>
        <translation>Relatórios</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Salvar como…</translation>
    </message>
    <message>
        <source>Report of this batch</source>
        <translation>Relatório deste lote</translation>
    </message>
    <message>
        <source>Report of these days</source>
        <translation>Relatório destes dias</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Relatório</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoje</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Ontem</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Esta semana</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>Semana passada</translation>
    </message>
    <message>
        <source>All batches</source>
        <translation>Todos os lotes</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Salvar o relatório</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Página da web (*.html)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Open the folder of reports. They are also written by themselves: of a batch when it has finished, of a day when its quota is used up, and of each week.</source>
        <translation>Abrir a pasta de relatórios. Eles também são gravados automaticamente: de um lote quando ele termina, de um dia quando a cota acaba, e de cada semana.</translation>
    </message>
    <message>
        <source>Open the folder of reports</source>
        <translation>Abrir a pasta de relatórios</translation>
    </message>
</context>
<context>
    <name>fornada::RestoreOffer</name>
    <message>
        <source>The data of Fornada is damaged</source>
        <translation>Os dados do Fornada estão danificados</translation>
    </message>
    <message>
        <source>%1 cannot be read. Nothing was sent and nothing was changed.</source>
        <translation>%1 não pode ser lido. Nada foi enviado e nada foi alterado.</translation>
    </message>
    <message>
        <source>The latest good backup is of %1 (%2). Putting it back brings everything to that moment: batches, jobs and costs of the %3 since then will be missing. Result files stay, and the damaged file is set aside, not deleted.</source>
        <translation>A cópia de segurança boa mais recente é de %1 (%2). Restaurá-la traz tudo para aquele momento: vão faltar os lotes, as tarefas e os custos desde então (%3). Os arquivos de resultados ficam, e o arquivo danificado é posto de lado, não apagado.</translation>
    </message>
    <message>
        <source>Put the backup back</source>
        <translation>Restaurar a cópia de segurança</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Sair</translation>
    </message>
</context>
<context>
    <name>fornada::ResultPreview</name>
    <message>
        <source>Open file</source>
        <translation>Abrir arquivo</translation>
    </message>
    <message>
        <source>Text of the result</source>
        <translation>Texto do resultado</translation>
    </message>
    <message>
        <source>Picture of the result</source>
        <translation>Imagem do resultado</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Pasta</translation>
    </message>
    <message>
        <source>Open the folder that holds the file</source>
        <translation>Abrir a pasta onde está o arquivo</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Copiar caminho</translation>
    </message>
    <message>
        <source>This picture cannot be shown: the file is damaged or of a kind that is not known here.</source>
        <translation>Esta imagem não pode ser mostrada: o arquivo está danificado ou é de um tipo desconhecido aqui.</translation>
    </message>
    <message>
        <source>The file is not there any more. It was moved or deleted after it was saved.</source>
        <translation>O arquivo não está mais lá. Foi movido ou apagado depois de salvo.</translation>
    </message>
</context>
<context>
    <name>fornada::ResultsPage</name>
    <message>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>Show the results of this batch</source>
        <translation>Mostrar os resultados deste lote</translation>
    </message>
    <message>
        <source>Show job</source>
        <translation>Mostrar tarefa</translation>
    </message>
    <message>
        <source>All batches</source>
        <translation>Todos os lotes</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Procurando…</translation>
    </message>
    <message>
        <source>No result matches.</source>
        <translation>Nenhum resultado encontrado.</translation>
    </message>
    <message>
        <source>What your batches make appears here: pictures, texts and sounds.</source>
        <translation>O que seus lotes produzem aparece aqui: imagens, textos e áudios.</translation>
    </message>
</context>
<context>
    <name>fornada::ResultsPlace</name>
    <message>
        <source>Files are written to</source>
        <translation>Os arquivos são gravados em</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Open the results folder</source>
        <translation>Abrir a pasta dos resultados</translation>
    </message>
    <message>
        <source>Stop moving</source>
        <translation>Parar de mover</translation>
    </message>
    <message>
        <source>Move…</source>
        <translation>Mover…</translation>
    </message>
    <message>
        <source>Stop moving the results</source>
        <translation>Parar de mover os resultados</translation>
    </message>
    <message>
        <source>Move the results to another folder</source>
        <translation>Mover os resultados para outra pasta</translation>
    </message>
    <message>
        <source>Moving to %1: %2 of %3 files are there. Work goes on meanwhile.</source>
        <translation>Movendo para %1: %2 de %3 arquivos já estão lá. O trabalho continua enquanto isso.</translation>
    </message>
    <message>
        <source>Moving…</source>
        <translation>Movendo…</translation>
    </message>
    <message>
        <source>One folder for each batch. They can lie on another disk.</source>
        <translation>Uma pasta para cada lote. Podem ficar em outro disco.</translation>
    </message>
    <message>
        <source>The folder is not there now. It is made with the next result.</source>
        <translation>A pasta não está lá agora. Ela é criada com o próximo resultado.</translation>
    </message>
    <message>
        <source>Move the results to</source>
        <translation>Mover os resultados para</translation>
    </message>
    <message>
        <source>one file</source>
        <translation>um arquivo</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 arquivos</translation>
    </message>
    <message>
        <source>Move the results to %1?</source>
        <translation>Mover os resultados para %1?</translation>
    </message>
    <message>
        <source>%1, %2. Work goes on while they are copied; the old folder is emptied when all of them are there.</source>
        <translation>%1, %2. O trabalho continua enquanto são copiados; a pasta antiga é esvaziada quando todos estiverem lá.</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Mover</translation>
    </message>
    <message>
        <source>All results are there.</source>
        <translation>Todos os resultados já estão lá.</translation>
    </message>
    <message>
        <source>Stopped: the results are where they were.</source>
        <translation>Interrompido: os resultados estão onde estavam.</translation>
    </message>
</context>
<context>
    <name>fornada::RowDetails</name>
    <message>
        <source>The requests of the chosen row</source>
        <translation>Os pedidos da linha escolhida</translation>
    </message>
    <message>
        <source>The whole prompt of the chosen request</source>
        <translation>O prompt inteiro do pedido escolhido</translation>
    </message>
</context>
<context>
    <name>fornada::RowRequests</name>
    <message>
        <source>free</source>
        <translation>grátis</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Etapa</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Para</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>No máximo</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Conta</translation>
    </message>
    <message>
        <source>Asked or not</source>
        <translation>Pedido ou não</translation>
    </message>
</context>
<context>
    <name>fornada::SettingsPage</name>
    <message>
        <source>A number of days from 1 up, or nothing for never</source>
        <translation>Um número de dias a partir de 1, ou deixe em branco (nunca)</translation>
    </message>
    <message>
        <source>A percentage from 0 to 100</source>
        <translation>Uma porcentagem de 0 a 100</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>Idioma e aparência</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Dinheiro</translation>
    </message>
    <message>
        <source>How long things are kept</source>
        <translation>Por quanto tempo guardar</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Notificações</translation>
    </message>
    <message>
        <source>Data and backups</source>
        <translation>Dados e cópias de segurança</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Igual ao do sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escuro</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Pasta de dados</translation>
    </message>
    <message>
        <source>Budget a day, over everything</source>
        <translation>Orçamento por dia, para tudo</translation>
    </message>
    <message>
        <source>When it is used up, nothing more is sent until tomorrow.</source>
        <translation>Quando acaba, nada mais é enviado até amanhã.</translation>
    </message>
    <message>
        <source>no budget</source>
        <translation>sem orçamento</translation>
    </message>
    <message>
        <source>A request without an answer is sent again by itself when it may cost at most</source>
        <translation>Um pedido sem resposta é enviado de novo automaticamente quando pode custar no máximo</translation>
    </message>
    <message>
        <source>Above that it waits for you: it may have been done and charged already.</source>
        <translation>Acima disso ele espera por você: pode já ter sido feito e cobrado.</translation>
    </message>
    <message>
        <source>and all such repeats of a batch together at most</source>
        <translation>e todos esses reenvios de um lote, juntos, no máximo</translation>
    </message>
    <message>
        <source>% of its estimate</source>
        <translation>% da estimativa dele</translation>
    </message>
    <message>
        <source>days</source>
        <translation>dias</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nunca</translation>
    </message>
    <message>
        <source>Delete the providers&apos; raw answers of finished batches after</source>
        <translation>Apagar as respostas brutas dos provedores em lotes terminados depois de</translation>
    </message>
    <message>
        <source>Delete entries of the activity log after</source>
        <translation>Apagar entradas do registro de atividade depois de</translation>
    </message>
    <message>
        <source>When a batch ends</source>
        <translation>Quando um lote termina</translation>
    </message>
    <message>
        <source>When something needs you</source>
        <translation>Quando algo precisa de você</translation>
    </message>
    <message>
        <source>When a limit stops work until tomorrow</source>
        <translation>Quando um limite interrompe o trabalho até amanhã</translation>
    </message>
    <message>
        <source>They are only for looking at; results and costs stay. Result files are never deleted by Fornada.</source>
        <translation>Elas servem só para consulta; resultados e custos ficam. O Fornada nunca apaga arquivos de resultados.</translation>
    </message>
    <message>
        <source>Budgets and the books are not touched; what is deleted cannot be undone any more.</source>
        <translation>Orçamentos e registros de custos não são tocados; o que é apagado não pode mais ser desfeito.</translation>
    </message>
    <message>
        <source>An amount like %1, or nothing</source>
        <translation>Um valor como %1, ou deixe em branco</translation>
    </message>
    <message>
        <source>Closing the window while work goes on keeps it in the tray, where there is one</source>
        <translation>Fechar a janela durante o trabalho a mantém na bandeja, onde houver uma</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>Abrir a pasta de dados</translation>
    </message>
    <message>
        <source>Remove finished and cancelled batches that nobody has touched for</source>
        <translation>Remover lotes terminados e cancelados em que ninguém mexe há</translation>
    </message>
    <message>
        <source>Not those that need you. Result files stay; for a week it can be undone in Activity. Their rows count as not made yet.</source>
        <translation>Não os que precisam de você. Os arquivos de resultado ficam; por uma semana dá para desfazer em Atividade. Suas linhas contam como ainda não feitas.</translation>
    </message>
</context>
<context>
    <name>fornada::SetupModel</name>
    <message>
        <source>Open, sending</source>
        <translation>Aberta, enviando</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Aberta</translation>
    </message>
    <message>
        <source>Paused until you resume</source>
        <translation>Pausada até você retomar</translation>
    </message>
</context>
<context>
    <name>fornada::StatusStrip</name>
    <message>
        <source>%1 of %2 jobs</source>
        <translation>%1 de %2 tarefas</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>Nada em andamento</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>tudo pausado</translation>
    </message>
    <message>
        <source>%1 in flight</source>
        <translation>%1 em curso</translation>
    </message>
    <message>
        <source>pace %1/%2</source>
        <translation>ritmo %1/%2</translation>
    </message>
    <message>
        <source>%1 of %2 today</source>
        <translation>%1 de %2 hoje</translation>
    </message>
    <message>
        <source>%1 today</source>
        <translation>%1 hoje</translation>
    </message>
    <message>
        <source>All batches that are running or paused: done, failed, running and waiting jobs</source>
        <translation>Todos os lotes em andamento ou pausados: tarefas concluídas, com falha, em execução e em espera</translation>
    </message>
    <message>
        <source>Ended jobs (completed, failed, skipped or cancelled) of all batches that are running or paused</source>
        <translation>Tarefas terminadas (concluídas, com falha, puladas ou canceladas) de todos os lotes em andamento ou pausados</translation>
    </message>
    <message>
        <source>Nothing new is sent until you resume</source>
        <translation>Nada novo é enviado até você retomar</translation>
    </message>
    <message>
        <source>Requests that are claimed or sent and not saved yet</source>
        <translation>Pedidos reservados ou enviados e ainda não salvos</translation>
    </message>
    <message>
        <source>done by %1</source>
        <translation>pronto até %1</translation>
    </message>
    <message>
        <source>The fullest limit on requests in a time, of “%1”: used and allowed</source>
        <translation>O limite de pedidos por período mais próximo de se esgotar, de “%1”: usados e permitidos</translation>
    </message>
    <message>
        <source>quota %1/%2</source>
        <translation>cota %1/%2</translation>
    </message>
    <message>
        <source>The fullest daily quota, of “%1”: requests sent today and allowed</source>
        <translation>A cota diária mais próxima de se esgotar, de “%1”: pedidos enviados hoje e permitidos</translation>
    </message>
    <message>
        <source>Spent today, with what may have been charged and what is set aside for requests on their way, against the day&apos;s budget</source>
        <translation>Gasto hoje, com o que pode ter sido cobrado e o que está reservado para os pedidos a caminho, em relação ao orçamento do dia</translation>
    </message>
    <message>
        <source>Spent today, with what may have been charged and what is set aside for requests on their way. No budget is set for a day</source>
        <translation>Gasto hoje, com o que pode ter sido cobrado e o que está reservado para os pedidos a caminho. Não há orçamento diário definido</translation>
    </message>
    <message>
        <source>finishing time %1</source>
        <translation>término: %1</translation>
    </message>
</context>
<context>
    <name>fornada::TileDelegate</name>
    <message>
        <source>This picture cannot be shown</source>
        <translation>Esta imagem não pode ser mostrada</translation>
    </message>
</context>
<context>
    <name>fornada::TimeStrip</name>
    <message>
        <source>Show jobs of all times</source>
        <translation>Mostrar tarefas de qualquer momento</translation>
    </message>
    <message>
        <source>Only jobs that ended between %1 and %2</source>
        <translation>Só tarefas que terminaram entre %1 e %2</translation>
    </message>
    <message>
        <source>Only jobs that last changed between %1 and %2</source>
        <translation>Só tarefas que mudaram pela última vez entre %1 e %2</translation>
    </message>
</context>
<context>
    <name>fornada::Tray</name>
    <message>
        <source>Open Fornada</source>
        <translation>Abrir o Fornada</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Retomar</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>Pausar tudo</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Sair</translation>
    </message>
    <message>
        <source>Fornada: %1 of %2 jobs</source>
        <translation>Fornada: %1 de %2 tarefas</translation>
    </message>
    <message>
        <source>Fornada: nothing is running</source>
        <translation>Fornada: nada em andamento</translation>
    </message>
    <message>
        <source>Work goes on. Open the window again from here; Quit ends it.</source>
        <translation>O trabalho continua. Abra a janela de novo por aqui; Sair encerra tudo.</translation>
    </message>
</context>
<context>
    <name>fornada::UndoOffer</name>
    <message>
        <source>Removed the batch. Its files stay.</source>
        <translation>Lote removido. Os arquivos ficam.</translation>
    </message>
    <message numerus="yes">
        <source>Removed %Ln batches. Their files stay.</source>
        <translation>
            <numerusform>%Ln lote removido. Os arquivos ficam.</numerusform>
            <numerusform>%Ln lotes removidos. Os arquivos ficam.</numerusform>
        </translation>
    </message>
    <message>
        <source>There was nothing left to cancel.</source>
        <translation>Não restava nada para cancelar.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>The rest goes now.</source>
        <translation>O resto segue agora.</translation>
    </message>
    <message>
        <source>There was nothing left to do.</source>
        <translation>Não restava nada a fazer.</translation>
    </message>
</context>
<context>
    <name>fornada::WrappingLabel</name>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
</context>
<context>
    <name>fornada::WriteBackDialog</name>
    <message>
        <source>Write back</source>
        <translation>Gravar de volta</translation>
    </message>
    <message>
        <source>Each result goes beside its row: a text as it is, a picture or sound as the path of its file. All of it is written, or nothing; the rest of the database stays as it is.</source>
        <translation>Cada resultado fica junto da sua linha: um texto como ele é, uma imagem ou um áudio como o caminho do arquivo. Ou tudo é gravado, ou nada; o resto do banco fica como está.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Escolher…</translation>
    </message>
    <message>
        <source>SQLite database</source>
        <translation>Banco de dados SQLite</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabela</translation>
    </message>
    <message>
        <source>The row&apos;s field</source>
        <translation>O campo da linha</translation>
    </message>
    <message>
        <source>is the same as the table&apos;s column</source>
        <translation>é igual à coluna da tabela</translation>
    </message>
    <message>
        <source>Results go into the column</source>
        <translation>Os resultados vão para a coluna</translation>
    </message>
    <message>
        <source>Results of the step</source>
        <translation>Resultados da etapa</translation>
    </message>
    <message>
        <source>This database has no table.</source>
        <translation>Este banco não tem nenhuma tabela.</translation>
    </message>
    <message>
        <source>Choose the database</source>
        <translation>Escolha o banco de dados</translation>
    </message>
    <message>
        <source>Do it by itself, too, whenever this batch has finished</source>
        <translation>Fazer também automaticamente, sempre que este lote terminar</translation>
    </message>
    <message>
        <source>Write the results of “%1” into a table</source>
        <translation>Gravar os resultados de “%1” em uma tabela</translation>
    </message>
</context>
<context>
    <name>recipe</name>
    <message>
        <source>Rows to a worker</source>
        <translation>Linhas para um worker</translation>
    </message>
    <message>
        <source>Posts each row as JSON to the worker&apos;s address and keeps the JSON it answers.</source>
        <translation>Envia cada linha como JSON ao endereço do worker e guarda o JSON que ele responde.</translation>
    </message>
    <message>
        <source>Portraits of personas</source>
        <translation>Retratos de personas</translation>
    </message>
    <message>
        <source>One portrait a row, from the persona&apos;s name and role.</source>
        <translation>Um retrato por linha, a partir do nome e da função da persona.</translation>
    </message>
    <message>
        <source>Scripts in many voices</source>
        <translation>Roteiros em muitas vozes</translation>
    </message>
    <message>
        <source>A script for each title, its variations, each adapted to every language and read aloud.</source>
        <translation>Um roteiro para cada título, com suas variações, cada uma adaptada a todos os idiomas e lida em voz alta.</translation>
    </message>
    <message>
        <source>Virtual staging by a worker</source>
        <translation>Decoração virtual por um worker</translation>
    </message>
    <message>
        <source>Virtual staging</source>
        <translation>Decoração virtual</translation>
    </message>
    <message>
        <source>Each photo of an empty room, furnished.</source>
        <translation>Cada foto de um cômodo vazio, já mobiliado.</translation>
    </message>
    <message>
        <source>Matched colours</source>
        <translation>Cores combinadas</translation>
    </message>
    <message>
        <source>Each picture in the colours of another, or with its own palette laid out.</source>
        <translation>Cada imagem nas cores de outra, ou com a própria paleta à mostra.</translation>
    </message>
    <message>
        <source>Enhanced pictures</source>
        <translation>Imagens melhoradas</translation>
    </message>
    <message>
        <source>Each picture sharper, cleaner and better lit, nothing else changed.</source>
        <translation>Cada imagem mais nítida, limpa e bem iluminada, sem mudar mais nada.</translation>
    </message>
    <message>
        <source>Tattoo ideas from text</source>
        <translation>Ideias de tatuagem a partir de texto</translation>
    </message>
    <message>
        <source>A drawing from each description.</source>
        <translation>Um desenho a partir de cada descrição.</translation>
    </message>
    <message>
        <source>Tattoo stencils</source>
        <translation>Decalques de tatuagem</translation>
    </message>
    <message>
        <source>A stencil, ready to be traced, from each picture.</source>
        <translation>Um decalque pronto para traçar, a partir de cada imagem.</translation>
    </message>
    <message>
        <source>Voice orders</source>
        <translation>Pedidos por voz</translation>
    </message>
    <message>
        <source>Transcribes each recording, understands the order in it, and tells the vendor and the client; where that fails, it asks the client to write.</source>
        <translation>Transcreve cada gravação, entende o pedido nela e avisa o vendedor e o cliente; quando isso falha, pede ao cliente que escreva.</translation>
    </message>
    <message>
        <source>Aspects</source>
        <translation>Aspectos</translation>
    </message>
    <message>
        <source>Design style</source>
        <translation>Estilo de decoração</translation>
    </message>
    <message>
        <source>Words when it fails</source>
        <translation>Mensagem se falhar</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Idiomas</translation>
    </message>
    <message>
        <source>Room type</source>
        <translation>Tipo de ambiente</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Estilo</translation>
    </message>
    <message>
        <source>Vendor&apos;s phone</source>
        <translation>Telefone do vendedor</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Voz</translation>
    </message>
    <message>
        <source>Rehearsal: %1</source>
        <translation>Ensaio: %1</translation>
    </message>
    <message>
        <source>Voice by language</source>
        <translation>Voz por idioma</translation>
    </message>
    <message>
        <source>pt: Puck, en: Kore</source>
        <translation>pt: Puck, en: Kore</translation>
    </message>
    <message>
        <source>Posts each photo&apos;s address to your own staging worker and keeps what it answers, with the picture that the answer points at.</source>
        <translation>Envia o endereço de cada foto ao seu próprio worker de decoração e guarda o que ele responde, com a imagem que a resposta indica.</translation>
    </message>
    <message>
        <source>Most tokens of an answer</source>
        <translation>Máximo de tokens de uma resposta</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatura</translation>
    </message>
    <message>
        <source>Top K</source>
        <translation>Top K</translation>
    </message>
    <message>
        <source>Top P</source>
        <translation>Top P</translation>
    </message>
</context>
<context>
    <name>start</name>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Go on without them</source>
        <translation>Continuar sem eles</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Sair</translation>
    </message>
    <message>
        <source>Without them new results go into the data folder again; those that are away stay there, and are shown as missing.</source>
        <translation>Sem eles, os novos resultados voltam a ir para a pasta de dados; os que estão fora ficam lá e aparecem como ausentes.</translation>
    </message>
    <message>
        <source>The backup is in place, and everything is paused: what was done after it was made is not in it and would be made, and paid, again. Look through your batches, cancel what you have already, then resume.</source>
        <translation>A cópia de segurança foi restaurada e tudo está pausado: o que foi feito depois dela não está nela e seria feito, e pago, outra vez. Confira seus lotes, cancele o que você já tem e depois retome.</translation>
    </message>
</context>
<context>
    <name>text</name>
    <message>
        <source>The file “%1” is not there</source>
        <translation>O arquivo “%1” não está lá</translation>
    </message>
    <message>
        <source>The file is not there</source>
        <translation>O arquivo não está lá</translation>
    </message>
    <message>
        <source>Check the path and try again.</source>
        <translation>Confira o caminho e tente de novo.</translation>
    </message>
    <message>
        <source>“%1” cannot be read</source>
        <translation>Não dá para ler “%1”</translation>
    </message>
    <message>
        <source>A file cannot be read</source>
        <translation>Não dá para ler um arquivo</translation>
    </message>
    <message>
        <source>Check that it is a file and that you may open it.</source>
        <translation>Confira se é um arquivo e se você pode abri-lo.</translation>
    </message>
    <message>
        <source>“%1” cannot be written</source>
        <translation>Não dá para gravar “%1”</translation>
    </message>
    <message>
        <source>A file cannot be written</source>
        <translation>Não dá para gravar um arquivo</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions or choose another one.</source>
        <translation>Confira as permissões da pasta ou escolha outra.</translation>
    </message>
    <message>
        <source>The disk is full: “%1” could not be written</source>
        <translation>O disco está cheio: “%1” não pôde ser gravado</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>O disco está cheio</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Libere espaço e tente de novo.</translation>
    </message>
    <message>
        <source>“%1” has no rows</source>
        <translation>“%1” não tem linhas</translation>
    </message>
    <message>
        <source>There are no rows</source>
        <translation>Não há linhas</translation>
    </message>
    <message>
        <source>Add at least one row below the column names.</source>
        <translation>Ponha pelo menos uma linha abaixo dos nomes das colunas.</translation>
    </message>
    <message>
        <source>“%1” is not readable text</source>
        <translation>“%1” não é texto legível</translation>
    </message>
    <message>
        <source>The input is not readable text</source>
        <translation>A entrada não é texto legível</translation>
    </message>
    <message>
        <source>Save it as UTF-8 and try again.</source>
        <translation>Salve em UTF-8 e tente de novo.</translation>
    </message>
    <message>
        <source>“%1” cannot be understood</source>
        <translation>Não dá para entender “%1”</translation>
    </message>
    <message>
        <source>The input cannot be understood</source>
        <translation>Não dá para entender a entrada</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>Corrija e tente de novo.</translation>
    </message>
    <message>
        <source>The field “%1” is missing or empty</source>
        <translation>O campo “%1” falta ou está vazio</translation>
    </message>
    <message>
        <source>A field is missing or empty</source>
        <translation>Um campo falta ou está vazio</translation>
    </message>
    <message>
        <source>Fill it in, or give it a column.</source>
        <translation>Preencha, ou dê a ele uma coluna.</translation>
    </message>
    <message>
        <source>“%1” is over a limit</source>
        <translation>“%1” passa de um limite</translation>
    </message>
    <message>
        <source>That is over a limit</source>
        <translation>Isso passa de um limite</translation>
    </message>
    <message>
        <source>Split it into smaller parts.</source>
        <translation>Divida em partes menores.</translation>
    </message>
    <message>
        <source>There is no recipe “%1”</source>
        <translation>Não há receita “%1”</translation>
    </message>
    <message>
        <source>There is no such recipe</source>
        <translation>Essa receita não existe</translation>
    </message>
    <message>
        <source>Look at the list of recipes, or import it first.</source>
        <translation>Veja a lista de receitas, ou importe antes.</translation>
    </message>
    <message>
        <source>The recipe “%1” has a mistake</source>
        <translation>A receita “%1” tem um erro</translation>
    </message>
    <message>
        <source>The recipe has a mistake</source>
        <translation>A receita tem um erro</translation>
    </message>
    <message>
        <source>Correct the place that is named and import it again.</source>
        <translation>Corrija o lugar indicado e importe de novo.</translation>
    </message>
    <message>
        <source>A template of “%1” has a mistake</source>
        <translation>Um modelo de texto de “%1” tem um erro</translation>
    </message>
    <message>
        <source>A template has a mistake</source>
        <translation>Um modelo de texto tem um erro</translation>
    </message>
    <message>
        <source>Check its {{braces}}.</source>
        <translation>Confira as {{chaves}}.</translation>
    </message>
    <message>
        <source>The budget of “%1” is too small</source>
        <translation>O orçamento de “%1” é pequeno demais</translation>
    </message>
    <message>
        <source>The budget is too small</source>
        <translation>O orçamento é pequeno demais</translation>
    </message>
    <message>
        <source>Raise it, or take fewer rows.</source>
        <translation>Aumente, ou use menos linhas.</translation>
    </message>
    <message>
        <source>The price of “%1” is not known, so no budget can hold</source>
        <translation>O preço de “%1” não é conhecido, então nenhum orçamento vale</translation>
    </message>
    <message>
        <source>A price is not known, so no budget can hold</source>
        <translation>Um preço não é conhecido, então nenhum orçamento vale</translation>
    </message>
    <message>
        <source>Enter the price, or remove the budgets.</source>
        <translation>Informe o preço, ou tire os orçamentos.</translation>
    </message>
    <message>
        <source>The database “%1” is damaged</source>
        <translation>O banco de dados “%1” está danificado</translation>
    </message>
    <message>
        <source>The database is damaged</source>
        <translation>O banco de dados está danificado</translation>
    </message>
    <message>
        <source>Restore the latest backup; the damaged file is kept.</source>
        <translation>Restaure a cópia de segurança mais recente; o arquivo danificado é guardado.</translation>
    </message>
    <message>
        <source>The database “%1” cannot be changed</source>
        <translation>O banco de dados “%1” não pode ser alterado</translation>
    </message>
    <message>
        <source>The database cannot be changed</source>
        <translation>O banco de dados não pode ser alterado</translation>
    </message>
    <message>
        <source>Check the permissions of the data folder.</source>
        <translation>Confira as permissões da pasta de dados.</translation>
    </message>
    <message>
        <source>Another program is using the database “%1”</source>
        <translation>Outro programa está usando o banco de dados “%1”</translation>
    </message>
    <message>
        <source>Another program is using the database</source>
        <translation>Outro programa está usando o banco de dados</translation>
    </message>
    <message>
        <source>Close that program and try again.</source>
        <translation>Feche esse programa e tente de novo.</translation>
    </message>
    <message>
        <source>“%1” was written by a newer Fornada</source>
        <translation>“%1” foi gravado por um Fornada mais novo</translation>
    </message>
    <message>
        <source>The data was written by a newer Fornada</source>
        <translation>Os dados foram gravados por um Fornada mais novo</translation>
    </message>
    <message>
        <source>Update this program to open it.</source>
        <translation>Atualize este programa para abrir.</translation>
    </message>
    <message>
        <source>“%1” is not a database of Fornada</source>
        <translation>“%1” não é um banco de dados do Fornada</translation>
    </message>
    <message>
        <source>The file is not a database of Fornada</source>
        <translation>O arquivo não é um banco de dados do Fornada</translation>
    </message>
    <message>
        <source>Choose another data folder.</source>
        <translation>Escolha outra pasta de dados.</translation>
    </message>
    <message>
        <source>The database “%1” reports an error</source>
        <translation>O banco de dados “%1” informa um erro</translation>
    </message>
    <message>
        <source>The database reports an error</source>
        <translation>O banco de dados informa um erro</translation>
    </message>
    <message>
        <source>Try again; if it stays, restore the latest backup.</source>
        <translation>Tente de novo; se continuar, restaure a cópia de segurança mais recente.</translation>
    </message>
    <message>
        <source>Fornada is already running with this data (process %1)</source>
        <translation>O Fornada já está aberto com estes dados (processo %1)</translation>
    </message>
    <message>
        <source>Fornada is already running with this data</source>
        <translation>O Fornada já está aberto com estes dados</translation>
    </message>
    <message>
        <source>Use that one, or close it first.</source>
        <translation>Use esse, ou feche-o antes.</translation>
    </message>
    <message>
        <source>Another Fornada (process %1) holds this data and does not answer</source>
        <translation>Outro Fornada (processo %1) está com estes dados e não responde</translation>
    </message>
    <message>
        <source>Another Fornada holds this data and does not answer</source>
        <translation>Outro Fornada está com estes dados e não responde</translation>
    </message>
    <message>
        <source>Wait a moment, or end it and try again.</source>
        <translation>Espere um momento, ou encerre-o e tente de novo.</translation>
    </message>
    <message>
        <source>There is no key for the account “%1”</source>
        <translation>Não há chave para a conta “%1”</translation>
    </message>
    <message>
        <source>There is no key for the account</source>
        <translation>Não há chave para a conta</translation>
    </message>
    <message>
        <source>Enter one in the account&apos;s settings, or set its environment variable.</source>
        <translation>Informe uma nos ajustes da conta ou defina a variável de ambiente.</translation>
    </message>
    <message>
        <source>“%1” is not an address that can be used</source>
        <translation>“%1” não é um endereço que possa ser usado</translation>
    </message>
    <message>
        <source>The address cannot be used</source>
        <translation>O endereço não pode ser usado</translation>
    </message>
    <message>
        <source>Write it like https://example.com/path.</source>
        <translation>Escreva como https://exemplo.com/caminho.</translation>
    </message>
    <message>
        <source>“%1” cannot be reached</source>
        <translation>Não foi possível conectar a “%1”</translation>
    </message>
    <message>
        <source>The address cannot be reached</source>
        <translation>Não foi possível conectar ao endereço</translation>
    </message>
    <message>
        <source>Check the address and the network.</source>
        <translation>Confira o endereço e a rede.</translation>
    </message>
    <message>
        <source>“%1” is in use by another program</source>
        <translation>“%1” está em uso por outro programa</translation>
    </message>
    <message>
        <source>The port is in use by another program</source>
        <translation>A porta está em uso por outro programa</translation>
    </message>
    <message>
        <source>Choose another port.</source>
        <translation>Escolha outra porta.</translation>
    </message>
    <message>
        <source>There was no answer in time</source>
        <translation>Não houve resposta a tempo</translation>
    </message>
    <message>
        <source>The value of “%1” makes no sense</source>
        <translation>O valor de “%1” não faz sentido</translation>
    </message>
    <message>
        <source>A value makes no sense</source>
        <translation>Um valor não faz sentido</translation>
    </message>
    <message>
        <source>There is no “%1”</source>
        <translation>Não há “%1”</translation>
    </message>
    <message>
        <source>What was asked for is not there</source>
        <translation>O que foi pedido não existe</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>Confira o nome.</translation>
    </message>
    <message>
        <source>“%1” is there already</source>
        <translation>“%1” já existe</translation>
    </message>
    <message>
        <source>It is there already</source>
        <translation>Já existe</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Escolha outro nome.</translation>
    </message>
    <message>
        <source>That is not possible with “%1” now</source>
        <translation>Isso não é possível com “%1” agora</translation>
    </message>
    <message>
        <source>That is not possible now</source>
        <translation>Isso não é possível agora</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nada foi alterado.</translation>
    </message>
    <message>
        <source>“%1” was cancelled</source>
        <translation>“%1” foi cancelado</translation>
    </message>
    <message>
        <source>It was cancelled</source>
        <translation>Foi cancelado</translation>
    </message>
    <message>
        <source>Start it again if you want it.</source>
        <translation>Inicie de novo se quiser.</translation>
    </message>
    <message>
        <source>Something went wrong inside Fornada with “%1”</source>
        <translation>Algo deu errado dentro do Fornada com “%1”</translation>
    </message>
    <message>
        <source>Something went wrong inside Fornada</source>
        <translation>Algo deu errado dentro do Fornada</translation>
    </message>
    <message>
        <source>Please report it with the log.</source>
        <translation>Relate o problema e envie o log junto.</translation>
    </message>
    <message>
        <source>the model “%1” of “%2”</source>
        <translation>o modelo “%1” de “%2”</translation>
    </message>
    <message>
        <source>the queue “%1”</source>
        <translation>a fila “%1”</translation>
    </message>
    <message>
        <source>the account “%1”</source>
        <translation>a conta “%1”</translation>
    </message>
    <message>
        <source>Stopped: %1 needs you</source>
        <translation>Em espera: %1 precisa de você</translation>
    </message>
    <message>
        <source>Check the key, the credit and the model, then resume.</source>
        <translation>Confira a chave, o crédito e o modelo, e retome.</translation>
    </message>
    <message>
        <source>The quota of %1 is used up; it continues by itself.</source>
        <translation>Cota esgotada: %1 volta a enviar por conta própria.</translation>
    </message>
    <message>
        <source>The quota of %1 is used up; it continues by itself %2.</source>
        <translation>Cota esgotada: %1 volta a enviar por conta própria %2.</translation>
    </message>
    <message>
        <source>A request cost %1, but only %2 was set aside for it. The batch is paused: check the price, then resume.</source>
        <translation>Um pedido custou %1, mas só %2 estava reservado. O lote está pausado: confira o preço e retome.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln completed</source>
        <translation>
            <numerusform>%Ln concluída</numerusform>
            <numerusform>%Ln concluídas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln falha</numerusform>
            <numerusform>%Ln falhas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped</source>
        <translation>
            <numerusform>%Ln pulada</numerusform>
            <numerusform>%Ln puladas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln cancelled</source>
        <translation>
            <numerusform>%Ln cancelada</numerusform>
            <numerusform>%Ln canceladas</numerusform>
        </translation>
    </message>
    <message>
        <source>1 needs you</source>
        <translation>1 precisa de você</translation>
    </message>
    <message numerus="yes">
        <source>%Ln need you</source>
        <translation>
            <numerusform>%Ln precisa de você</numerusform>
            <numerusform>%Ln precisam de você</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is finished: %2.</source>
        <translation>“%1” terminou: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln saved</source>
        <translation>
            <numerusform>%Ln salva</numerusform>
            <numerusform>%Ln salvas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unknown</source>
        <translation>
            <numerusform>%Ln sem resposta</numerusform>
            <numerusform>%Ln sem resposta</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (up to %2)</source>
        <translation>%1 (até %2)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sent again</source>
        <translation>
            <numerusform>%Ln enviada de novo</numerusform>
            <numerusform>%Ln enviadas de novo</numerusform>
        </translation>
    </message>
    <message>
        <source>The program had stopped without warning.</source>
        <translation>O programa tinha parado sem aviso.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln in flight</source>
        <translation>
            <numerusform>%Ln em curso</numerusform>
            <numerusform>%Ln em curso</numerusform>
        </translation>
    </message>
    <message>
        <source>The disk is full: nothing new starts, answers on their way are kept. Free some space; it goes on by itself.</source>
        <translation>O disco está cheio: nada novo começa, e as respostas a caminho são guardadas. Libere espaço: o trabalho continua sozinho.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>hours</comment>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 dia</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <comment>milliseconds</comment>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>tomorrow %1</source>
        <translation>amanhã às %1</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>ontem às %1</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>a date without year, as QDate formats it</comment>
        <translation>d &apos;de&apos; MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>a date, as QDate formats it</comment>
        <translation>d &apos;de&apos; MMM &apos;de&apos; yyyy</translation>
    </message>
    <message>
        <source>any moment now</source>
        <translation>a qualquer momento</translation>
    </message>
    <message>
        <source>in %1 s</source>
        <comment>seconds</comment>
        <translation>em %1 s</translation>
    </message>
    <message>
        <source>at %1</source>
        <comment>a time of day</comment>
        <translation>às %1</translation>
    </message>
    <message>
        <source>blocked</source>
        <comment>job</comment>
        <translation>bloqueada</translation>
    </message>
    <message>
        <source>queued</source>
        <comment>job</comment>
        <translation>na fila</translation>
    </message>
    <message>
        <source>running</source>
        <comment>job</comment>
        <translation>em andamento</translation>
    </message>
    <message>
        <source>completed</source>
        <comment>job</comment>
        <translation>concluída</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>job</comment>
        <translation>com falha</translation>
    </message>
    <message>
        <source>review</source>
        <comment>job</comment>
        <translation>para revisar</translation>
    </message>
    <message>
        <source>unknown</source>
        <comment>job</comment>
        <translation>sem resposta</translation>
    </message>
    <message>
        <source>skipped</source>
        <comment>job</comment>
        <translation>pulada</translation>
    </message>
    <message>
        <source>cancelled</source>
        <comment>job</comment>
        <translation>cancelada</translation>
    </message>
    <message>
        <source>adding</source>
        <comment>batch</comment>
        <translation>sendo adicionado</translation>
    </message>
    <message>
        <source>draft</source>
        <comment>batch</comment>
        <translation>rascunho</translation>
    </message>
    <message>
        <source>running</source>
        <comment>batch</comment>
        <translation>em andamento</translation>
    </message>
    <message>
        <source>paused</source>
        <comment>batch</comment>
        <translation>pausado</translation>
    </message>
    <message>
        <source>finished</source>
        <comment>batch</comment>
        <translation>terminado</translation>
    </message>
    <message>
        <source>cancelled</source>
        <comment>batch</comment>
        <translation>cancelado</translation>
    </message>
    <message>
        <source>info</source>
        <translation>informação</translation>
    </message>
    <message>
        <source>needs you</source>
        <translation>precisa de você</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>problema</translation>
    </message>
    <message>
        <source>make an image</source>
        <translation>fazer uma imagem</translation>
    </message>
    <message>
        <source>edit an image</source>
        <translation>editar uma imagem</translation>
    </message>
    <message>
        <source>write a text</source>
        <translation>escrever um texto</translation>
    </message>
    <message>
        <source>make JSON</source>
        <translation>fazer JSON</translation>
    </message>
    <message>
        <source>read aloud</source>
        <translation>ler em voz alta</translation>
    </message>
    <message>
        <source>write down speech</source>
        <translation>transcrever fala</translation>
    </message>
    <message>
        <source>call a worker</source>
        <translation>chamar um worker</translation>
    </message>
    <message>
        <source>send a message</source>
        <translation>enviar uma mensagem</translation>
    </message>
    <message>
        <source>join results</source>
        <translation>juntar resultados</translation>
    </message>
    <message>
        <source>image</source>
        <translation>imagem</translation>
    </message>
    <message>
        <source>text</source>
        <translation>texto</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>áudio</translation>
    </message>
    <message>
        <source>no result</source>
        <comment>a step that leaves nothing behind</comment>
        <translation>sem resultado</translation>
    </message>
    <message>
        <source>Google Gemini</source>
        <translation>Google Gemini</translation>
    </message>
    <message>
        <source>OpenAI or compatible</source>
        <translation>OpenAI ou compatível</translation>
    </message>
    <message>
        <source>Worker of your own</source>
        <translation>Seu próprio worker</translation>
    </message>
    <message>
        <source>the program stopped while the request was in flight</source>
        <translation>o programa parou com o pedido a caminho</translation>
    </message>
    <message>
        <source>the text is empty</source>
        <translation>o texto está vazio</translation>
    </message>
    <message>
        <source>the answer is not valid JSON</source>
        <translation>a resposta não é JSON válido</translation>
    </message>
    <message>
        <source>there is no image in the answer</source>
        <translation>não há imagem na resposta</translation>
    </message>
    <message>
        <source>the answer is not an image</source>
        <translation>a resposta não é uma imagem</translation>
    </message>
    <message>
        <source>the image is damaged</source>
        <translation>a imagem está danificada</translation>
    </message>
    <message>
        <source>the image is incomplete</source>
        <translation>a imagem está incompleta</translation>
    </message>
    <message>
        <source>the image has more than 100 megapixels</source>
        <translation>a imagem tem mais de 100 megapixels</translation>
    </message>
    <message>
        <source>there is no sound in the answer</source>
        <translation>não há áudio na resposta</translation>
    </message>
    <message>
        <source>the answer is not a sound file</source>
        <translation>a resposta não é um arquivo de áudio</translation>
    </message>
    <message>
        <source>the sound is incomplete</source>
        <translation>o áudio está incompleto</translation>
    </message>
    <message>
        <source>the sound is silent</source>
        <translation>o áudio está mudo</translation>
    </message>
    <message>
        <source>done</source>
        <comment>attempt</comment>
        <translation>feita</translation>
    </message>
    <message>
        <source>the provider could not do it now</source>
        <translation>o provedor não pôde fazer agora</translation>
    </message>
    <message>
        <source>the provider asked us to wait</source>
        <translation>o provedor pediu para esperar</translation>
    </message>
    <message>
        <source>the provider&apos;s quota is used up</source>
        <translation>a cota do provedor acabou</translation>
    </message>
    <message>
        <source>needs you: check the key, the credit and the model</source>
        <translation>precisa de você: confira a chave, o crédito e o modelo</translation>
    </message>
    <message>
        <source>refused for its content</source>
        <translation>recusada pelo conteúdo</translation>
    </message>
    <message>
        <source>the provider does not accept the request</source>
        <translation>o provedor não aceita o pedido</translation>
    </message>
    <message>
        <source>an answer without a usable result</source>
        <translation>uma resposta sem resultado utilizável</translation>
    </message>
    <message>
        <source>not sent: the provider cannot be reached</source>
        <translation>não enviada: sem conexão com o provedor</translation>
    </message>
    <message>
        <source>sent, but no whole answer came</source>
        <translation>enviada, mas sem resposta completa</translation>
    </message>
    <message>
        <source>taken back before it was sent</source>
        <translation>recolhida antes do envio</translation>
    </message>
    <message>
        <source>nothing</source>
        <comment>an amount of money</comment>
        <translation>nada</translation>
    </message>
    <message>
        <source>up to %1</source>
        <comment>an amount of money</comment>
        <translation>até %1</translation>
    </message>
    <message>
        <source>about %1</source>
        <comment>an amount of money</comment>
        <translation>cerca de %1</translation>
    </message>
    <message>
        <source>goes %1</source>
        <translation>vai %1</translation>
    </message>
    <message>
        <source>continues %1</source>
        <translation>continua %1</translation>
    </message>
    <message>
        <source>today&apos;s limit is reached</source>
        <translation>o limite de hoje foi atingido</translation>
    </message>
    <message>
        <source>continues tomorrow</source>
        <translation>continua amanhã</translation>
    </message>
    <message>
        <source>as many as allowed are in flight</source>
        <translation>limite de tarefas em curso atingido</translation>
    </message>
    <message>
        <source>goes when one comes back</source>
        <translation>vai quando uma voltar</translation>
    </message>
    <message>
        <source>its row has as many in flight as allowed</source>
        <translation>limite de tarefas em curso da linha atingido</translation>
    </message>
    <message>
        <source>opens %1</source>
        <translation>abre %1</translation>
    </message>
    <message>
        <source>too many failures in a row</source>
        <translation>falhas seguidas demais</translation>
    </message>
    <message>
        <source>one is tried %1</source>
        <translation>nova tentativa %1</translation>
    </message>
    <message>
        <source>one is tried soon</source>
        <translation>nova tentativa em breve</translation>
    </message>
    <message>
        <source>today&apos;s budget does not cover it</source>
        <translation>o orçamento de hoje não basta</translation>
    </message>
    <message>
        <source>resume to go on</source>
        <translation>retome para continuar</translation>
    </message>
    <message>
        <source>raise it to go on</source>
        <translation>aumente para continuar</translation>
    </message>
    <message>
        <source>stopped until you act</source>
        <translation>parado até você agir</translation>
    </message>
    <message>
        <source>check the key, the credit and the model</source>
        <translation>confira a chave, o crédito e o modelo</translation>
    </message>
    <message>
        <source>the queue is paused</source>
        <translation>a fila está pausada</translation>
    </message>
    <message>
        <source>the account is paused</source>
        <translation>a conta está pausada</translation>
    </message>
    <message>
        <source>the batch is paused</source>
        <translation>o lote está pausado</translation>
    </message>
    <message>
        <source>everything is paused</source>
        <translation>tudo está pausado</translation>
    </message>
    <message>
        <source>the batch&apos;s budget does not cover it</source>
        <translation>o orçamento do lote não basta</translation>
    </message>
    <message>
        <source>the client&apos;s budget does not cover it</source>
        <translation>o orçamento do cliente não basta</translation>
    </message>
    <message>
        <source>behind jobs that go first</source>
        <translation>atrás de tarefas que vão primeiro</translation>
    </message>
    <message>
        <source>the step before it is not done</source>
        <translation>a etapa anterior não está pronta</translation>
    </message>
    <message>
        <source>an equal job is being made</source>
        <translation>uma tarefa igual está sendo feita</translation>
    </message>
    <message>
        <source>takes its result</source>
        <translation>usa o resultado dela</translation>
    </message>
    <message>
        <source>its request is being prepared</source>
        <translation>o pedido está sendo preparado</translation>
    </message>
    <message>
        <source>the clock was changed</source>
        <translation>o relógio foi alterado</translation>
    </message>
    <message>
        <source>goes on when it is checked</source>
        <translation>continua quando for conferido</translation>
    </message>
    <message>
        <source>no engine is running</source>
        <translation>o Fornada não está rodando</translation>
    </message>
    <message>
        <source>start it to go on</source>
        <translation>abra-o para continuar</translation>
    </message>
    <message>
        <source>ready to go</source>
        <translation>pronta para envio</translation>
    </message>
    <message>
        <source>%1 of %2 sent today</source>
        <translation>%1 de %2 enviadas hoje</translation>
    </message>
    <message>
        <source>%1 of %2 in flight</source>
        <translation>%1 de %2 em curso</translation>
    </message>
    <message>
        <source>%1 of %2 requests used</source>
        <translation>%1 de %2 pedidos usados</translation>
    </message>
    <message>
        <source>%1 of %2 tokens used</source>
        <translation>%1 de %2 tokens usados</translation>
    </message>
    <message>
        <source>waiting for the next slot</source>
        <translation>esperando a próxima vaga</translation>
    </message>
    <message>
        <source>waiting for the next slot %1</source>
        <translation>esperando a próxima vaga %1</translation>
    </message>
    <message>
        <source>%1, bursts of %2</source>
        <translation>%1, rajadas de %2</translation>
    </message>
    <message>
        <source>Answers: %1</source>
        <translation>Responde: %1</translation>
    </message>
    <message numerus="yes">
        <source>Works: %Ln models, %1</source>
        <translation>
            <numerusform>Funciona: %Ln modelo, %1</numerusform>
            <numerusform>Funciona: %Ln modelos, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The key was refused (%1). Check that it is whole, still valid and for this provider.</source>
        <translation>A chave foi recusada (%1). Verifique se está inteira, se ainda vale e se é deste provedor.</translation>
    </message>
    <message>
        <source>Nobody answers at this address</source>
        <translation>Ninguém responde neste endereço</translation>
    </message>
    <message>
        <source>Somebody answers, but not as this provider does (%1). Check the address.</source>
        <translation>Alguém responde, mas não como este provedor (%1). Verifique o endereço.</translation>
    </message>
    <message>
        <source>There is no keychain on this machine for the key of “%1”</source>
        <translation>Não há chaveiro neste computador para a chave de “%1”</translation>
    </message>
    <message>
        <source>There is no keychain on this machine</source>
        <translation>Não há chaveiro neste computador</translation>
    </message>
    <message>
        <source>Name an environment variable that holds the key, or keep it for this session only.</source>
        <translation>Indique uma variável de ambiente que tenha a chave, ou guarde-a só para esta sessão.</translation>
    </message>
    <message>
        <source>The keychain did not take or give the key of “%1”</source>
        <translation>O chaveiro não aceitou ou não entregou a chave de “%1”</translation>
    </message>
    <message>
        <source>The keychain refused</source>
        <translation>O chaveiro recusou</translation>
    </message>
    <message>
        <source>Unlock it and try again, or name an environment variable.</source>
        <translation>Destranque-o e tente de novo, ou indique uma variável de ambiente.</translation>
    </message>
    <message>
        <source>The provider said “too many requests”: %1 goes at %2% of its limit and recovers by itself.</source>
        <translation>O provedor disse “pedidos demais”: %1 segue a %2% do limite e se recupera por conta própria.</translation>
    </message>
    <message>
        <source>Today&apos;s backup could not be made</source>
        <translation>A cópia de segurança de hoje não pôde ser feita</translation>
    </message>
    <message>
        <source>Work goes on; check the disk and the permissions of the data folder. It is tried again within the hour.</source>
        <translation>O trabalho continua; verifique o disco e as permissões da pasta de dados. Será tentada de novo dentro de uma hora.</translation>
    </message>
    <message>
        <source>a second</source>
        <translation>por segundo</translation>
    </message>
    <message>
        <source>a minute</source>
        <translation>por minuto</translation>
    </message>
    <message>
        <source>an hour</source>
        <translation>por hora</translation>
    </message>
    <message>
        <source>in 24 hours</source>
        <translation>em 24 horas</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>em %1</translation>
    </message>
    <message>
        <source>in any minute</source>
        <translation>em qualquer minuto</translation>
    </message>
    <message>
        <source>in any hour</source>
        <translation>em qualquer hora</translation>
    </message>
    <message>
        <source>in any %1</source>
        <translation>em quaisquer %1</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>todos os dias</translation>
    </message>
    <message>
        <source>%1, %2 time</source>
        <translation>%1, horário de %2</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Ritmo</translation>
    </message>
    <message>
        <source>Gap between requests</source>
        <translation>Intervalo entre pedidos</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Pedidos</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoje</translation>
    </message>
    <message>
        <source>At the same time</source>
        <translation>Ao mesmo tempo</translation>
    </message>
    <message>
        <source>At the same time for one row</source>
        <translation>Ao mesmo tempo para uma linha</translation>
    </message>
    <message>
        <source>Open hours</source>
        <translation>Horário de funcionamento</translation>
    </message>
    <message>
        <source>Failures in a row</source>
        <translation>Falhas seguidas</translation>
    </message>
    <message>
        <source>The provider&apos;s wish</source>
        <translation>Pausa pedida pelo provedor</translation>
    </message>
    <message>
        <source>The provider&apos;s quota</source>
        <translation>Cota do provedor</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Precisa de você</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Limite</translation>
    </message>
    <message>
        <source>%1 between two requests</source>
        <translation>%1 entre dois pedidos</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 tokens</translation>
    </message>
    <message>
        <source>%1 a day, %2 time</source>
        <translation>%1 por dia, horário de %2</translation>
    </message>
    <message>
        <source>%1 at the same time</source>
        <translation>%1 ao mesmo tempo</translation>
    </message>
    <message>
        <source>%1 at the same time for one row</source>
        <translation>%1 ao mesmo tempo para uma linha</translation>
    </message>
    <message>
        <source>stops after %1</source>
        <translation>interrompe depois de %1</translation>
    </message>
    <message>
        <source>no limits of its own</source>
        <translation>sem limites próprios</translation>
    </message>
    <message>
        <source>1 attempt, no retries</source>
        <translation>uma só tentativa</translation>
    </message>
    <message>
        <source>%1 attempts, waits of %2 to %3</source>
        <translation>%1 tentativas, esperas de %2 a %3</translation>
    </message>
    <message>
        <source>“%1” was changed again after that</source>
        <translation>“%1” foi alterado de novo depois disso</translation>
    </message>
    <message>
        <source>It was changed again after that</source>
        <translation>Foi alterado de novo depois disso</translation>
    </message>
    <message>
        <source>Undo the later change first. Nothing was changed now.</source>
        <translation>Desfaça primeiro a alteração mais recente. Nada foi alterado agora.</translation>
    </message>
    <message>
        <source>“%1” cannot be undone</source>
        <translation>Não é possível desfazer em “%1”</translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>Não há nada para desfazer</translation>
    </message>
    <message>
        <source>What was sent stays sent, and what is undone already stays as it is.</source>
        <translation>O que foi enviado continua enviado, e o que já foi desfeito fica como está.</translation>
    </message>
    <message>
        <source>1 job</source>
        <translation>1 tarefa</translation>
    </message>
    <message numerus="yes">
        <source>%Ln jobs</source>
        <translation>
            <numerusform>%Ln tarefa</numerusform>
            <numerusform>%Ln tarefas</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>nenhum</translation>
    </message>
    <message>
        <source>name “%1” → “%2”</source>
        <translation>nome “%1” → “%2”</translation>
    </message>
    <message>
        <source>priority %1 → %2</source>
        <translation>prioridade %1 → %2</translation>
    </message>
    <message>
        <source>budget %1 → %2</source>
        <translation>orçamento %1 → %2</translation>
    </message>
    <message>
        <source>re-send limit of a job %1 → %2</source>
        <translation>limite de reenvio por tarefa %1 → %2</translation>
    </message>
    <message>
        <source>Added the batch “%1”</source>
        <translation>Lote “%1” adicionado</translation>
    </message>
    <message>
        <source>Started “%1”</source>
        <translation>“%1” iniciado</translation>
    </message>
    <message>
        <source>Paused “%1”</source>
        <translation>“%1” pausado</translation>
    </message>
    <message>
        <source>Resumed “%1”</source>
        <translation>“%1” retomado</translation>
    </message>
    <message>
        <source>Cancelled “%1”</source>
        <translation>“%1” cancelado</translation>
    </message>
    <message>
        <source>Retried what failed in “%1”</source>
        <translation>Tarefas com falha de “%1” tentadas de novo</translation>
    </message>
    <message>
        <source>Removed “%1” for good</source>
        <translation>“%1” removido de vez</translation>
    </message>
    <message>
        <source>Removed “%1”</source>
        <translation>“%1” removido</translation>
    </message>
    <message>
        <source>Changed “%1”</source>
        <translation>“%1” alterado</translation>
    </message>
    <message>
        <source>Counted as charged in “%1”</source>
        <translation>Tarefas de “%1” contadas como cobradas</translation>
    </message>
    <message>
        <source>Gave up in “%1”</source>
        <translation>Tarefas sem resposta de “%1” abandonadas</translation>
    </message>
    <message>
        <source>Sent again in “%1”</source>
        <translation>Tarefas de “%1” enviadas de novo</translation>
    </message>
    <message>
        <source>Retried jobs of “%1”</source>
        <translation>Tarefas de “%1” tentadas de novo</translation>
    </message>
    <message>
        <source>Cancelled jobs of “%1”</source>
        <translation>Tarefas de “%1” canceladas</translation>
    </message>
    <message>
        <source>Changed the priority of jobs of “%1”</source>
        <translation>Prioridade de tarefas de “%1” alterada</translation>
    </message>
    <message>
        <source>Paused the queue “%1”</source>
        <translation>Fila “%1” pausada</translation>
    </message>
    <message>
        <source>Resumed the queue “%1”</source>
        <translation>Fila “%1” retomada</translation>
    </message>
    <message>
        <source>Cleared the queue “%1”</source>
        <translation>Fila “%1” esvaziada</translation>
    </message>
    <message>
        <source>Tested the queue “%1”</source>
        <translation>Fila “%1” testada</translation>
    </message>
    <message>
        <source>Changed the queue “%1”</source>
        <translation>Fila “%1” alterada</translation>
    </message>
    <message>
        <source>Added the account “%1”</source>
        <translation>Conta “%1” adicionada</translation>
    </message>
    <message>
        <source>Removed the account “%1”</source>
        <translation>Conta “%1” removida</translation>
    </message>
    <message>
        <source>Paused the account “%1”</source>
        <translation>Conta “%1” pausada</translation>
    </message>
    <message>
        <source>Resumed the account “%1”</source>
        <translation>Conta “%1” retomada</translation>
    </message>
    <message>
        <source>Changed the account “%1”</source>
        <translation>Conta “%1” alterada</translation>
    </message>
    <message>
        <source>Changed the setting “%1”</source>
        <translation>Ajuste “%1” alterado</translation>
    </message>
    <message>
        <source>Set the budget of a day to %1</source>
        <translation>Orçamento diário alterado: %1</translation>
    </message>
    <message>
        <source>Undid: %1</source>
        <translation>Desfeito: %1</translation>
    </message>
    <message>
        <source>Saved the recipe “%1”</source>
        <translation>Receita “%1” salva</translation>
    </message>
    <message>
        <source>Paused everything</source>
        <translation>Tudo pausado</translation>
    </message>
    <message>
        <source>Resumed everything</source>
        <translation>Tudo retomado</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Janela</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>Linha de comando</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Desfazer: %1</translation>
    </message>
    <message>
        <source>The batch is paused: resume it when you are ready.</source>
        <translation>O lote está pausado: retome quando estiver pronto.</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausado</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>ainda não se sabe</translation>
    </message>
    <message>
        <source>Nothing is left to send.</source>
        <translation>Não resta nada para enviar.</translation>
    </message>
    <message>
        <source>It has not been started.</source>
        <translation>Ainda não foi iniciado.</translation>
    </message>
    <message>
        <source>Work is paused: it ends when you resume it.</source>
        <translation>O trabalho está pausado: termina quando você retomar.</translation>
    </message>
    <message>
        <source>Nothing limits the pace and too few requests were measured. After the first few answers it can be said.</source>
        <translation>Nada limita o ritmo e poucos pedidos foram medidos. Depois das primeiras respostas será possível dizer.</translation>
    </message>
    <message>
        <source>Changed the key of the account “%1”</source>
        <translation>Chave da conta “%1” alterada</translation>
    </message>
    <message>
        <source>Changed what is sent again by itself</source>
        <translation>Reenvio automático alterado</translation>
    </message>
    <message>
        <source>Changed how long things are kept</source>
        <translation>Prazos de guarda alterados</translation>
    </message>
    <message>
        <source>it is a workbook of an old kind (.xls): save it as XLSX or CSV</source>
        <translation>é uma pasta de trabalho de um tipo antigo (.xls): salve como XLSX ou CSV</translation>
    </message>
    <message>
        <source>it is not a workbook</source>
        <translation>não é uma pasta de trabalho</translation>
    </message>
    <message>
        <source>it is not a text file</source>
        <translation>não é um arquivo de texto</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>é uma pasta</translation>
    </message>
    <message>
        <source>the database has no table</source>
        <translation>o banco de dados não tem nenhuma tabela</translation>
    </message>
    <message>
        <source>it must be a SELECT</source>
        <translation>precisa ser um SELECT</translation>
    </message>
    <message>
        <source>Approved results of “%1”</source>
        <translation>Resultados de “%1” aprovados</translation>
    </message>
    <message>
        <source>Rejected results of “%1”</source>
        <translation>Resultados de “%1” rejeitados</translation>
    </message>
    <message>
        <source>Made results of “%1” again</source>
        <translation>Resultados de “%1” refeitos</translation>
    </message>
    <message>
        <source>Skipped jobs of “%1”</source>
        <translation>Tarefas de “%1” puladas</translation>
    </message>
    <message>
        <source>the whole</source>
        <comment>of a JSON answer</comment>
        <translation>o valor inteiro</translation>
    </message>
    <message>
        <source>in the JSON, “%1” should be of the type %2</source>
        <translation>no JSON, “%1” deveria ser do tipo %2</translation>
    </message>
    <message>
        <source>in the JSON, “%1” is missing</source>
        <translation>no JSON, falta “%1”</translation>
    </message>
    <message>
        <source>in the JSON, “%1” should be one of: %2</source>
        <translation>no JSON, “%1” deveria ser um destes: %2</translation>
    </message>
    <message>
        <source>in the JSON, “%1” should have at least %2 entries</source>
        <translation>no JSON, “%1” deveria ter pelo menos %2 itens</translation>
    </message>
    <message>
        <source>in the JSON, “%1” should have at most %2 entries</source>
        <translation>no JSON, “%1” deveria ter no máximo %2 itens</translation>
    </message>
    <message>
        <source>in the JSON, “%1” should have at least %2 characters</source>
        <translation>no JSON, “%1” deveria ter pelo menos %2 caracteres</translation>
    </message>
    <message>
        <source>in the JSON, “%1” should have at most %2 characters</source>
        <translation>no JSON, “%1” deveria ter no máximo %2 caracteres</translation>
    </message>
    <message>
        <source>in the JSON, “%1” should be at least %2</source>
        <translation>no JSON, “%1” deveria ser no mínimo %2</translation>
    </message>
    <message>
        <source>in the JSON, “%1” should be at most %2</source>
        <translation>no JSON, “%1” deveria ser no máximo %2</translation>
    </message>
    <message>
        <source>the JSON is not as the recipe wants it</source>
        <translation>o JSON não está como a receita pede</translation>
    </message>
    <message>
        <source>a person rejected the result</source>
        <translation>uma pessoa rejeitou o resultado</translation>
    </message>
    <message>
        <source>the image has %2 pixels instead of %1</source>
        <translation>a imagem tem %2 pixels em vez de %1</translation>
    </message>
    <message>
        <source>the image has only %2 pixels; it should have at least %1</source>
        <translation>a imagem tem só %2 pixels; deveria ter pelo menos %1</translation>
    </message>
    <message>
        <source>the sound lasts only %2 s; it should last at least %1 s</source>
        <translation>o áudio dura só %2 s; deveria durar pelo menos %1 s</translation>
    </message>
    <message>
        <source>the sound lasts %2 s; it should last at most %1 s</source>
        <translation>o áudio dura %2 s; deveria durar no máximo %1 s</translation>
    </message>
    <message>
        <source>the text has only %2 characters; it should have at least %1</source>
        <translation>o texto tem só %2 caracteres; deveria ter pelo menos %1</translation>
    </message>
    <message>
        <source>the text has %2 characters; it should have at most %1</source>
        <translation>o texto tem %2 caracteres; deveria ter no máximo %1</translation>
    </message>
    <message>
        <source>the text does not contain “%1”</source>
        <translation>o texto não contém “%1”</translation>
    </message>
    <message>
        <source>the text contains “%1”</source>
        <translation>o texto contém “%1”</translation>
    </message>
    <message>
        <source>Done, and waits for you: its recipe wants a person to approve the result before later steps go on.</source>
        <translation>Feito, e espera por você: a receita pede que uma pessoa aprove o resultado antes de as próximas etapas continuarem.</translation>
    </message>
    <message>
        <source>Done, but the result did not pass a check: %1.</source>
        <translation>Feito, mas o resultado não passou em uma verificação: %1.</translation>
    </message>
    <message>
        <source>Approve it to use it, reject it, or re-roll it.</source>
        <translation>Aprove para usá-lo, rejeite ou refaça.</translation>
    </message>
    <message>
        <source>It has cost %1. Approve it to use it, reject it (what it cost then counts as paid for nothing), or re-roll it.</source>
        <translation>Custou %1. Aprove para usá-lo, rejeite (o que custou passa a contar como pago à toa) ou refaça.</translation>
    </message>
    <message>
        <source>A re-roll may cost up to %1 more.</source>
        <translation>Refazer pode custar até %1 a mais.</translation>
    </message>
    <message>
        <source>%1 today</source>
        <translation>%1 hoje</translation>
    </message>
    <message>
        <source>%1 tomorrow</source>
        <translation>%1 amanhã</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 em %2</translation>
    </message>
    <message>
        <source>%1 … over %2 days</source>
        <translation>%1 … em %2 dias</translation>
    </message>
    <message>
        <source>It would wait: %1</source>
        <translation>Ficaria esperando: %1</translation>
    </message>
    <message>
        <source>Would be done %1</source>
        <translation>Ficaria pronto %1</translation>
    </message>
    <message>
        <source>after the pilot</source>
        <translation>depois do piloto</translation>
    </message>
    <message>
        <source>Only its pilot runs: the rest begins when you release it.</source>
        <translation>Só o piloto dele roda: o resto começa quando você liberar.</translation>
    </message>
    <message>
        <source>The pilot of “%1” is done. Look at its results, then release the rest; until then nothing more of it is sent.</source>
        <translation>O piloto de “%1” está pronto. Veja os resultados e libere o resto; até lá nada mais dele é enviado.</translation>
    </message>
    <message>
        <source>the pilot goes first</source>
        <translation>o piloto vai primeiro</translation>
    </message>
    <message>
        <source>release the rest when you like what you see</source>
        <translation>libere o resto quando gostar do que vê</translation>
    </message>
    <message>
        <source>the provider</source>
        <translation>o provedor</translation>
    </message>
    <message>
        <source>the model</source>
        <translation>o modelo</translation>
    </message>
    <message>
        <source>what is to be made</source>
        <translation>o que deve ser feito</translation>
    </message>
    <message>
        <source>the prompt</source>
        <translation>o prompt</translation>
    </message>
    <message>
        <source>the settings</source>
        <translation>os ajustes</translation>
    </message>
    <message>
        <source>the seed</source>
        <translation>a semente (seed)</translation>
    </message>
    <message>
        <source>the input files</source>
        <translation>os arquivos de entrada</translation>
    </message>
    <message>
        <source>the row</source>
        <translation>a linha</translation>
    </message>
    <message>
        <source>the checks</source>
        <translation>as verificações</translation>
    </message>
    <message>
        <source>the variation or re-roll</source>
        <translation>a variação ou o resultado refeito</translation>
    </message>
    <message>
        <source>nothing equal was kept, so it was asked for</source>
        <translation>nada igual estava guardado, por isso foi pedido</translation>
    </message>
    <message>
        <source>asked for anew: not the same as job %1 (%2) in %3</source>
        <translation>pedido de novo: diferente da tarefa %1 (%2) em %3</translation>
    </message>
    <message>
        <source>asked for anew: what was kept of job %1 (%2) is too old</source>
        <translation>pedido de novo: o que estava guardado da tarefa %1 (%2) é antigo demais</translation>
    </message>
    <message>
        <source>asked for anew: nobody has approved the result of job %1 (%2)</source>
        <translation>pedido de novo: ninguém aprovou o resultado da tarefa %1 (%2)</translation>
    </message>
    <message>
        <source>asked for anew: the file of job %1 (%2) is gone or was changed</source>
        <translation>pedido de novo: o arquivo da tarefa %1 (%2) sumiu ou foi alterado</translation>
    </message>
    <message>
        <source>same as job %1: made once, paid once</source>
        <translation>igual à tarefa %1: feita uma vez, paga uma vez</translation>
    </message>
    <message>
        <source>from the cache of %1, job %2: nothing was sent or paid</source>
        <translation>do cache de %1, tarefa %2: nada foi enviado nem pago</translation>
    </message>
    <message>
        <source>equal jobs may use it once it is approved</source>
        <translation>tarefas iguais podem usá-lo depois de aprovado</translation>
    </message>
    <message>
        <source>equal jobs may use it until %1</source>
        <translation>tarefas iguais podem usá-lo até %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>money</comment>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>not limited</source>
        <translation>sem limite</translation>
    </message>
    <message>
        <source>every row has its result already</source>
        <translation>todas as linhas já têm resultado</translation>
    </message>
    <message>
        <source>Changed what the client “%1” may have</source>
        <translation>Créditos e orçamento de “%1” alterados</translation>
    </message>
    <message numerus="yes">
        <source>%Ln from the cache</source>
        <comment>requests</comment>
        <translation>
            <numerusform>%Ln do cache</numerusform>
            <numerusform>%Ln do cache</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln equal to others of this batch</source>
        <comment>requests</comment>
        <translation>
            <numerusform>%Ln igual a outra deste lote</numerusform>
            <numerusform>%Ln iguais a outras deste lote</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: up to %2 less</source>
        <translation>%1: até %2 a menos</translation>
    </message>
    <message>
        <source>“%1” is on line %2 already</source>
        <translation>“%1” já está na linha %2</translation>
    </message>
    <message>
        <source>“%1” has its results already, in batch %2</source>
        <translation>“%1” já tem seus resultados, no lote %2</translation>
    </message>
    <message>
        <source>from the cache of %1: costs nothing</source>
        <translation>do cache de %1: não custa nada</translation>
    </message>
    <message>
        <source>same as line %1: made once, paid once</source>
        <translation>igual à linha %1: feita uma vez, paga uma vez</translation>
    </message>
    <message>
        <source>named like line %1</source>
        <translation>com o mesmo nome da linha %1</translation>
    </message>
    <message>
        <source>give it more credits to go on</source>
        <translation>dê mais créditos para continuar</translation>
    </message>
    <message>
        <source>same as %1, which is being made; takes its result</source>
        <translation>igual à %1, que está sendo feita; usa o resultado dela</translation>
    </message>
    <message>
        <source>Started a pilot of “%1”</source>
        <translation>Piloto de “%1” iniciado</translation>
    </message>
    <message>
        <source>Released the rest of “%1” after its pilot</source>
        <translation>Resto de “%1” liberado depois do piloto</translation>
    </message>
    <message>
        <source>Changed the prompt of a step of “%1”</source>
        <translation>Prompt de uma etapa de “%1” alterado</translation>
    </message>
    <message>
        <source>it does not reach for making these results again</source>
        <translation>não basta para refazer estes resultados</translation>
    </message>
    <message>
        <source>its results are being made again already</source>
        <translation>os resultados dele já estão sendo refeitos</translation>
    </message>
    <message>
        <source>Making them again costs nothing.</source>
        <translation>Refazê-los não custa nada.</translation>
    </message>
    <message>
        <source>Making them again costs at most %1.</source>
        <translation>Refazê-los custa no máximo %1.</translation>
    </message>
    <message>
        <source>Nothing is made yet: everything will be asked for as it is now.</source>
        <translation>Nada foi feito ainda: tudo será pedido como está agora.</translation>
    </message>
    <message>
        <source>Nothing would change: what is made is what would be asked for now.</source>
        <translation>Nada mudaria: o que está feito é o que seria pedido agora.</translation>
    </message>
    <message>
        <source>Until the new ones are there, you keep the ones you have; after that they stay beside them.</source>
        <translation>Até os novos chegarem, valem os que você tem; depois eles continuam guardados ao lado dos novos.</translation>
    </message>
    <message>
        <source>One of them is a message or a call, and goes out a second time.</source>
        <translation>Um deles é uma mensagem ou chamada, e sai uma segunda vez.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are messages or calls, and go out a second time.</source>
        <translation>
            <numerusform>%Ln deles é uma mensagem ou chamada, e sai uma segunda vez.</numerusform>
            <numerusform>%Ln deles são mensagens ou chamadas, e saem uma segunda vez.</numerusform>
        </translation>
    </message>
    <message>
        <source>Of one result it is not known what it was made with; it stays.</source>
        <translation>De um resultado não se sabe com o que foi feito; ele fica como está.</translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln results it is not known what they were made with; they stay.</source>
        <translation>
            <numerusform>De %Ln resultado não se sabe com o que foi feito; ele fica como está.</numerusform>
            <numerusform>De %Ln resultados não se sabe com o que foram feitos; eles ficam como estão.</numerusform>
        </translation>
    </message>
    <message>
        <source>One job is not done yet; it is not counted here.</source>
        <translation>Uma tarefa ainda não foi feita; ela não entra nesta conta.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln jobs are not done yet; they are not counted here.</source>
        <translation>
            <numerusform>%Ln tarefa ainda não foi feita; ela não entra nesta conta.</numerusform>
            <numerusform>%Ln tarefas ainda não foram feitas; elas não entram nesta conta.</numerusform>
        </translation>
    </message>
    <message>
        <source>Make this one again</source>
        <translation>Refazer este</translation>
    </message>
    <message>
        <source>Make these %1 again</source>
        <translation>Refazer estes %1</translation>
    </message>
    <message>
        <source>Made again what was of an older wording in “%1”</source>
        <translation>Resultados de “%1” com texto anterior refeitos</translation>
    </message>
    <message>
        <source>the step “%1” changes</source>
        <translation>a etapa “%1” muda</translation>
    </message>
    <message>
        <source>Everything can be saved again: work goes on.</source>
        <translation>Já dá para gravar tudo de novo: o trabalho continua.</translation>
    </message>
    <message>
        <source>Another program moved, replaced or deleted “%1” while it was in use: nothing new is sent. Put the file back and work goes on by itself. To use the one that is there now, close Fornada and start it again; what could not be saved until then is lost.</source>
        <translation>Outro programa moveu, trocou ou apagou “%1” durante o uso: nada novo é enviado. Devolva o arquivo ao lugar e o trabalho continua sozinho. Para usar o que está lá agora, feche o Fornada e abra de novo; o que não pôde ser gravado até então se perde.</translation>
    </message>
    <message>
        <source>“%1” cannot be written: nothing new starts, answers on their way are kept. Check the disk and the folder&apos;s permissions; it goes on by itself when it can be written again.</source>
        <translation>Não dá para gravar em “%1”: nada novo começa, e as respostas a caminho são guardadas. Verifique o disco e as permissões da pasta; o trabalho continua sozinho quando der para gravar de novo.</translation>
    </message>
    <message>
        <source>nothing can be saved now</source>
        <translation>nada pode ser gravado agora</translation>
    </message>
    <message>
        <source>goes on when it can</source>
        <translation>continua quando for possível</translation>
    </message>
    <message>
        <source>Would be done between %1 and %2, most likely %3</source>
        <translation>Terminaria entre %1 e %2, provavelmente %3</translation>
    </message>
    <message>
        <source>%1, at most %2</source>
        <translation>%1, no máximo %2</translation>
    </message>
    <message>
        <source>%1 to %2, likely %3</source>
        <translation>de %1 a %2, provavelmente %3</translation>
    </message>
    <message>
        <source>Low, %1: every request works the first time; what is in the cache or equal to another row is free.</source>
        <translation>Mínimo, %1: cada pedido dá certo na primeira vez; o que está no cache ou é igual a outra linha é grátis.</translation>
    </message>
    <message>
        <source>Likely, %1: in the last 7 days such requests cost %2% more, for answers that gave nothing.</source>
        <translation>Provável, %1: nos últimos 7 dias esses pedidos custaram %2% a mais, por respostas sem resultado.</translation>
    </message>
    <message>
        <source>Likely, %1: like the low one; there is no history of such requests yet.</source>
        <translation>Provável, %1: igual ao mínimo; ainda não há histórico desses pedidos.</translation>
    </message>
    <message>
        <source>High, %1: nothing is free, every answer that may come without a result does, and lost ones are sent again as far as your limits allow. Never more than the budget.</source>
        <translation>Máximo, %1: nada é grátis, toda resposta que pode vir sem resultado vem assim, e as perdidas são pedidas de novo até onde seus limites permitem. Nunca mais que o orçamento.</translation>
    </message>
    <message>
        <source>The report of “%1” lies in %2.</source>
        <translation>O relatório de “%1” está em %2.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln results of “%1” were written back into %2.</source>
        <translation>
            <numerusform>%Ln resultado de “%1” foi gravado de volta em %2.</numerusform>
            <numerusform>%Ln resultados de “%1” foram gravados de volta em %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>not needed: nothing before it failed</source>
        <translation>não foi preciso: nada antes falhou</translation>
    </message>
    <message>
        <source>The results of “%1” are safe, but could not be brought where they shall go. %2 It is tried again at the next start.</source>
        <translation>Os resultados de “%1” estão seguros, mas não puderam ser levados ao destino. %2 Uma nova tentativa será feita no próximo início.</translation>
    </message>
    <message>
        <source>Made from the limits in force and from how long requests took in the last hour. Once a minute all that is left is played through, as on the start sheet. The later time counts retries, slower answers and the work that may go first.</source>
        <translation>Calculado com os limites em vigor e com o tempo que os pedidos levaram na última hora. Uma vez por minuto, tudo o que resta é simulado, como ao criar um lote. O horário mais tarde conta novas tentativas, respostas mais lentas e o trabalho que pode ir antes.</translation>
    </message>
    <message>
        <source>The quota of “%1” has been used by more than 80% for 5 minutes: %2 of %3. Work goes on at the pace it allows.</source>
        <translation>A cota de “%1” está há 5 minutos com mais de 80% de uso: %2 de %3. O trabalho continua no ritmo que ela permite.</translation>
    </message>
    <message>
        <source>Today&apos;s budget is used up: %1 of %2. What is left waits until tomorrow, or for a higher budget.</source>
        <translation>O orçamento de hoje acabou: %1 de %2. O que resta espera até amanhã ou por um orçamento maior.</translation>
    </message>
    <message>
        <source>80% of today&apos;s budget is used: %1 of %2.</source>
        <translation>80% do orçamento de hoje já foi usado: %1 de %2.</translation>
    </message>
    <message>
        <source>Today&apos;s budget of “%1” is used up: %2 of %3. What is left waits until tomorrow, or for a higher budget.</source>
        <translation>O orçamento de hoje de “%1” acabou: %2 de %3. O que resta espera até amanhã ou por um orçamento maior.</translation>
    </message>
    <message>
        <source>80% of today&apos;s budget of “%1” is used: %2 of %3.</source>
        <translation>80% do orçamento de hoje de “%1” já foi usado: %2 de %3.</translation>
    </message>
    <message>
        <source>“%1” will be done later than was foreseen: %3 instead of %2.</source>
        <translation>“%1” vai terminar mais tarde do que o previsto: %3 em vez de %2.</translation>
    </message>
    <message>
        <source>“%1” cannot be reached: what this batch asks of it goes to “%2” instead.</source>
        <translation>“%1” não responde: o que este lote pede a ela vai para “%2”.</translation>
    </message>
    <message>
        <source>What “%1” fails of this batch goes to “%2” instead.</source>
        <translation>O que “%1” não consegue fazer deste lote vai para “%2”.</translation>
    </message>
    <message>
        <source>English</source>
        <translation>inglês</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>português</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>espanhol</translation>
    </message>
    <message>
        <source>French</source>
        <translation>francês</translation>
    </message>
    <message>
        <source>German</source>
        <translation>alemão</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>italiano</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>holandês</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>russo</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>grego</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>árabe</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>hebraico</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>hindi</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>japonês</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>coreano</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>chinês</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>tailandês</translation>
    </message>
    <message>
        <source>the text looks like %1; %2 was asked for</source>
        <translation>o texto parece estar em %1; foi pedido em %2</translation>
    </message>
    <message>
        <source>1 row looks like another row</source>
        <translation>1 linha se parece com outra</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows look like another row</source>
        <translation>
            <numerusform>%Ln linha se parece com outra</numerusform>
            <numerusform>%Ln linhas se parecem com outra</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: making them as well costs up to %2</source>
        <translation>%1: fazê-las também custa até %2</translation>
    </message>
    <message>
        <source>“%1” may still spend %2: not enough for the likely price; what it does not cover waits</source>
        <translation>“%1” ainda pode gastar %2: não chega para o preço provável; o que não couber espera</translation>
    </message>
    <message>
        <source>“%1” may still spend %2: enough for the likely price, not for the highest</source>
        <translation>“%1” ainda pode gastar %2: chega para o preço provável, não para o mais alto</translation>
    </message>
    <message>
        <source>“%1” may still spend %2: enough</source>
        <translation>“%1” ainda pode gastar %2: é suficiente</translation>
    </message>
    <message>
        <source>credits for “%1”: %2 of %3 left are used</source>
        <translation>créditos de “%1”: usa %2 dos %3 que restam</translation>
    </message>
    <message>
        <source>looks like line %1</source>
        <translation>parecida com a linha %1</translation>
    </message>
    <message>
        <source>Requests of “%1” were sent since</source>
        <translation>Desde então foram enviados pedidos de “%1”</translation>
    </message>
    <message>
        <source>Requests were sent since</source>
        <translation>Desde então foram enviados pedidos</translation>
    </message>
    <message>
        <source>What was sent is not taken back. Pause the batch to stop the rest.</source>
        <translation>O que foi enviado não volta atrás. Pause o lote para deter o resto.</translation>
    </message>
    <message>
        <source>1 job is as before</source>
        <translation>1 tarefa está como antes</translation>
    </message>
    <message numerus="yes">
        <source>%Ln jobs are as before</source>
        <translation>
            <numerusform>%Ln tarefa está como antes</numerusform>
            <numerusform>%Ln tarefas estão como antes</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 jobs are as before</source>
        <translation>%1 de %2 tarefas estão como antes</translation>
    </message>
    <message>
        <source>1 was sent already</source>
        <translation>1 já foi enviada</translation>
    </message>
    <message numerus="yes">
        <source>%Ln were sent already</source>
        <translation>
            <numerusform>%Ln já foi enviada</numerusform>
            <numerusform>%Ln já foram enviadas</numerusform>
        </translation>
    </message>
    <message>
        <source>1 was changed since</source>
        <translation>1 mudou desde então</translation>
    </message>
    <message numerus="yes">
        <source>%Ln were changed since</source>
        <translation>
            <numerusform>%Ln mudou desde então</numerusform>
            <numerusform>%Ln mudaram desde então</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled 1 job.</source>
        <translation>1 tarefa cancelada.</translation>
    </message>
    <message numerus="yes">
        <source>Cancelled %Ln jobs.</source>
        <translation>
            <numerusform>%Ln tarefa cancelada.</numerusform>
            <numerusform>%Ln tarefas canceladas.</numerusform>
        </translation>
    </message>
    <message>
        <source>1 job is tried again.</source>
        <translation>1 tarefa será tentada de novo.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln jobs are tried again.</source>
        <translation>
            <numerusform>%Ln tarefa será tentada de novo.</numerusform>
            <numerusform>%Ln tarefas serão tentadas de novo.</numerusform>
        </translation>
    </message>
    <message>
        <source>Decided about 1 unknown outcome.</source>
        <translation>1 tarefa sem resposta foi resolvida.</translation>
    </message>
    <message numerus="yes">
        <source>Decided about %Ln unknown outcomes.</source>
        <translation>
            <numerusform>%Ln tarefa sem resposta foi resolvida.</numerusform>
            <numerusform>%Ln tarefas sem resposta foram resolvidas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Skipped 1 job.</source>
        <translation>1 tarefa pulada.</translation>
    </message>
    <message numerus="yes">
        <source>Skipped %Ln jobs.</source>
        <translation>
            <numerusform>%Ln tarefa pulada.</numerusform>
            <numerusform>%Ln tarefas puladas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Approved 1 result.</source>
        <translation>1 resultado aprovado.</translation>
    </message>
    <message numerus="yes">
        <source>Approved %Ln results.</source>
        <translation>
            <numerusform>%Ln resultado aprovado.</numerusform>
            <numerusform>%Ln resultados aprovados.</numerusform>
        </translation>
    </message>
    <message>
        <source>Rejected 1 result.</source>
        <translation>1 resultado rejeitado.</translation>
    </message>
    <message numerus="yes">
        <source>Rejected %Ln results.</source>
        <translation>
            <numerusform>%Ln resultado rejeitado.</numerusform>
            <numerusform>%Ln resultados rejeitados.</numerusform>
        </translation>
    </message>
    <message>
        <source>1 result is made again.</source>
        <translation>1 resultado será refeito.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln results are made again.</source>
        <translation>
            <numerusform>%Ln resultado será refeito.</numerusform>
            <numerusform>%Ln resultados serão refeitos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Changed the priority of 1 job.</source>
        <translation>Prioridade de 1 tarefa alterada.</translation>
    </message>
    <message numerus="yes">
        <source>Changed the priority of %Ln jobs.</source>
        <translation>
            <numerusform>Prioridade de %Ln tarefa alterada.</numerusform>
            <numerusform>Prioridade de %Ln tarefas alterada.</numerusform>
        </translation>
    </message>
    <message>
        <source>looks like line %1: takes its result</source>
        <translation>parece com a linha %1: usa o resultado dela</translation>
    </message>
    <message>
        <source>%1 of %2 results would come out differently now.</source>
        <translation>%1 de %2 resultados sairiam diferentes agora.</translation>
    </message>
    <message>
        <source>pilot</source>
        <comment>state of a batch</comment>
        <translation>piloto</translation>
    </message>
    <message>
        <source>last attempt failed</source>
        <translation>última tentativa falhou</translation>
    </message>
    <message>
        <source>again %1</source>
        <translation>nova tentativa %1</translation>
    </message>
    <message>
        <source>again soon</source>
        <translation>nova tentativa em breve</translation>
    </message>
    <message>
        <source>keeping its gap</source>
        <translation>respeitando o intervalo</translation>
    </message>
    <message>
        <source>request limit reached</source>
        <translation>limite de pedidos atingido</translation>
    </message>
    <message>
        <source>token limit reached</source>
        <translation>limite de tokens atingido</translation>
    </message>
    <message>
        <source>outside open hours</source>
        <translation>fora do horário</translation>
    </message>
    <message>
        <source>asked for differently now</source>
        <translation>agora seria pedido de outro jeito</translation>
    </message>
    <message>
        <source>Models: %1</source>
        <translation>Modelos: %1</translation>
    </message>
    <message numerus="yes">
        <source> and %Ln more</source>
        <translation>
            <numerusform> e mais %Ln</numerusform>
            <numerusform> e mais %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>asked for anew: the result of job %1 (%2) was rejected</source>
        <translation>pedido de novo: o resultado da tarefa %1 (%2) foi rejeitado</translation>
    </message>
    <message>
        <source>it was rejected: equal jobs do not use it</source>
        <translation>foi rejeitado: tarefas iguais não o usam</translation>
    </message>
    <message>
        <source>queue %1</source>
        <translation>fila %1</translation>
    </message>
    <message>
        <source>model %1</source>
        <translation>modelo %1</translation>
    </message>
    <message>
        <source>for each %1</source>
        <comment>each value of a list</comment>
        <translation>para cada %1</translation>
    </message>
    <message>
        <source>only where one of these has failed: %1</source>
        <translation>só onde uma destas falhou: %1</translation>
    </message>
    <message>
        <source>after %1</source>
        <comment>a step</comment>
        <translation>depois de %1</translation>
    </message>
    <message>
        <source>waits for your approval</source>
        <translation>espera sua aprovação</translation>
    </message>
    <message>
        <source>Moved jobs of “%1” elsewhere</source>
        <translation>Tarefas de “%1” movidas para outro lugar</translation>
    </message>
    <message>
        <source>Removed the recipe “%1”</source>
        <translation>Receita “%1” removida</translation>
    </message>
    <message>
        <source>result of “%1”</source>
        <translation>resultado de “%1”</translation>
    </message>
    <message>
        <source>made here, asked of nobody</source>
        <translation>feito aqui, não pedido a ninguém</translation>
    </message>
    <message>
        <source>asked only where a step before it fails</source>
        <translation>pedido só onde uma etapa anterior falha</translation>
    </message>
    <message>
        <source>asked each time, never from the cache</source>
        <translation>pedido toda vez, nunca do cache</translation>
    </message>
    <message>
        <source>looked up in the cache when “%1” is done</source>
        <translation>consultado no cache quando “%1” terminar</translation>
    </message>
    <message>
        <source>looked up in the cache when its turn comes</source>
        <translation>consultado no cache quando chegar a sua vez</translation>
    </message>
    <message>
        <source>not in the cache: asked</source>
        <translation>não está no cache: pedido</translation>
    </message>
    <message>
        <source>your price table prices.json cannot be used, so no budget holds: correct it and import it, or delete it and start the program again</source>
        <translation>sua tabela de preços prices.json não pode ser usada, então nenhum orçamento vale: corrija-a e importe-a, ou apague-a e inicie o programa de novo</translation>
    </message>
    <message>
        <source>Your price table “%1” cannot be used: %2. The prices that come with the program are used meanwhile, and what has a budget is not started. Correct it and import it, or delete it and start again.</source>
        <translation>Sua tabela de preços “%1” não pode ser usada: %2. Enquanto isso valem os preços que vêm com o programa, e o que tem orçamento não é iniciado. Corrija-a e importe-a, ou apague-a e inicie de novo.</translation>
    </message>
    <message>
        <source>The results are in “%1”, which is not there now</source>
        <translation>Os resultados estão em “%1”, que não está acessível agora</translation>
    </message>
    <message>
        <source>The folder of the results is not there now</source>
        <translation>A pasta dos resultados não está acessível agora</translation>
    </message>
    <message>
        <source>Connect its disk and start again; nothing is sent until then.</source>
        <translation>Conecte o disco e inicie de novo; até lá nada é enviado.</translation>
    </message>
    <message>
        <source>the results are there already</source>
        <translation>os resultados já estão lá</translation>
    </message>
    <message>
        <source>the results are being moved already</source>
        <translation>os resultados já estão sendo movidos</translation>
    </message>
    <message>
        <source>it lies inside what would be moved</source>
        <translation>fica dentro do que seria movido</translation>
    </message>
    <message>
        <source>Moved the results to “%1”</source>
        <translation>Resultados movidos para “%1”</translation>
    </message>
    <message>
        <source>The account “%1” cannot do what the recipe asks for</source>
        <translation>A conta “%1” não consegue fazer o que a receita pede</translation>
    </message>
    <message>
        <source>The account cannot do what the recipe asks for</source>
        <translation>A conta não consegue fazer o que a receita pede</translation>
    </message>
    <message>
        <source>Choose another account for the batch or for the step&apos;s queue, or change the recipe.</source>
        <translation>Escolha outra conta para o lote ou para a fila da etapa, ou mude a receita.</translation>
    </message>
    <message>
        <source>credits for “%1”: %2 are needed, %3 are left</source>
        <translation>créditos para “%1”: são precisos %2, restam %3</translation>
    </message>
    <message>
        <source>a seed</source>
        <translation>uma semente (seed)</translation>
    </message>
    <message>
        <source>an input file</source>
        <translation>um arquivo de entrada</translation>
    </message>
    <message>
        <source>several input files</source>
        <translation>vários arquivos de entrada</translation>
    </message>
    <message>
        <source>JSON by a schema</source>
        <translation>JSON conforme um esquema</translation>
    </message>
    <message>
        <source>a size in pixels</source>
        <translation>um tamanho em pixels</translation>
    </message>
    <message>
        <source>an aspect ratio</source>
        <translation>uma proporção</translation>
    </message>
    <message>
        <source>several speakers</source>
        <translation>várias vozes</translation>
    </message>
    <message>
        <source>a system message</source>
        <translation>uma mensagem de sistema</translation>
    </message>
    <message>
        <source>it is not made for “%2”, which step “%1” asks for</source>
        <translation>ela não serve para “%2”, que a etapa “%1” pede</translation>
    </message>
    <message>
        <source>step “%1” needs %2, which it does not take there</source>
        <translation>a etapa “%1” precisa de %2, que ela não aceita ali</translation>
    </message>
    <message>
        <source>Row %1 of “%2” has been worked on for %3, at the step “%4” now.</source>
        <translation>A linha %1 de “%2” está sendo processada há %3, agora na etapa “%4”.</translation>
    </message>
    <message>
        <source>It is given up at %1.</source>
        <translation>Será abandonada ao completar %1.</translation>
    </message>
    <message>
        <source>joins what there is when some have failed</source>
        <translation>junta o que houver quando alguma falhou</translation>
    </message>
    <message>
        <source>a request may take %1</source>
        <translation>um pedido pode levar %1</translation>
    </message>
    <message>
        <source>costs no credits</source>
        <translation>não custa créditos</translation>
    </message>
    <message numerus="yes">
        <source>costs %Ln credits</source>
        <translation>
            <numerusform>custa %Ln crédito</numerusform>
            <numerusform>custa %Ln créditos</numerusform>
        </translation>
    </message>
    <message>
        <source>When a row has been worked on for %1 you are told; after %2 it is given up.</source>
        <translation>Quando uma linha está sendo processada há %1, você recebe um aviso; depois de %2, ela é abandonada.</translation>
    </message>
    <message>
        <source>When a row has been worked on for %1 you are told.</source>
        <translation>Quando uma linha está sendo processada há %1, você recebe um aviso.</translation>
    </message>
    <message>
        <source>A row is given up after %1 of work.</source>
        <translation>Uma linha é abandonada depois de %1 de processamento.</translation>
    </message>
    <message>
        <source>“%1” has 1 credit left for “%2”, and this row needs %3</source>
        <translation>“%1” tem 1 crédito restante para “%2”, e esta linha precisa de %3</translation>
    </message>
    <message numerus="yes">
        <source>“%1” has %Ln credits left for “%2”, and this row needs %3</source>
        <translation>
            <numerusform>“%1” tem %Ln crédito restante para “%2”, e esta linha precisa de %3</numerusform>
            <numerusform>“%1” tem %Ln créditos restantes para “%2”, e esta linha precisa de %3</numerusform>
        </translation>
    </message>
    <message>
        <source>time limit of the row: its requests and the waits between them took more than %1</source>
        <translation>limite de tempo da linha: seus pedidos e as esperas entre eles levaram mais de %1</translation>
    </message>
    <message>
        <source>the client has not enough credits left for this kind of result</source>
        <translation>o cliente não tem mais créditos suficientes para este tipo de resultado</translation>
    </message>
    <message>
        <source>%1 M</source>
        <comment>millions of money</comment>
        <translation>%1 mi</translation>
    </message>
    <message>
        <source>its account must take %1</source>
        <comment>a list: a seed, a size in pixels</comment>
        <translation>a conta precisa aceitar %1</translation>
    </message>
    <message>
        <source>recipe “%1” needs it</source>
        <translation>a receita “%1” precisa dele</translation>
    </message>
    <message>
        <source>In the queue “%1” %2 jobs wait: more than the %3 that you set for it.</source>
        <translation>Na fila “%1” há %2 tarefas esperando: mais do que o limite de %3 definido.</translation>
    </message>
    <message>
        <source>What lies at “%1” could not be fetched</source>
        <translation>Não foi possível buscar o que está em “%1”</translation>
    </message>
    <message>
        <source>What lies at a web address could not be fetched</source>
        <translation>Não foi possível buscar o que está em um endereço da web</translation>
    </message>
    <message>
        <source>Open the address yourself, or try again when its server answers.</source>
        <translation>Abra você mesmo o endereço ou tente de novo quando o servidor responder.</translation>
    </message>
    <message>
        <source>only http and https addresses are fetched</source>
        <translation>só endereços http e https são buscados</translation>
    </message>
    <message>
        <source>the address is this machine&apos;s or in its own network</source>
        <translation>o endereço é deste computador ou da rede dele</translation>
    </message>
    <message>
        <source>what lies there is neither a picture nor a sound</source>
        <translation>o que está lá não é imagem nem áudio</translation>
    </message>
    <message>
        <source>what lies there is something else</source>
        <translation>o que está lá é outra coisa</translation>
    </message>
    <message>
        <source>it leads on to where nothing is fetched from</source>
        <translation>ele leva a um lugar de onde nada é buscado</translation>
    </message>
    <message>
        <source>input files may have 20 MB</source>
        <translation>arquivos de entrada podem ter até 20 MB</translation>
    </message>
    <message>
        <source>account or step is gone</source>
        <translation>a conta ou a etapa não existe mais</translation>
    </message>
    <message>
        <source>its server answers %1</source>
        <translation>o servidor responde %1</translation>
    </message>
    <message>
        <source>%1: %2 (asked for)</source>
        <translation>%1: %2 (pedido)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a picture&apos;s size and what all cost</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>By size and quality: %1</source>
        <translation>Por tamanho e qualidade: %1</translation>
    </message>
    <message>
        <source>a key has no spaces and no characters beyond ASCII</source>
        <translation>uma chave não tem espaços nem caracteres fora do ASCII</translation>
    </message>
    <message>
        <source>needs http:// or https:// and a host</source>
        <translation>precisa de http:// ou https:// e de um servidor</translation>
    </message>
    <message>
        <source>the account has no address</source>
        <translation>a conta não tem endereço</translation>
    </message>
    <message>
        <source>a step names a path, not an address</source>
        <translation>uma etapa indica um caminho, não um endereço</translation>
    </message>
    <message>
        <source>a worker has no such operation</source>
        <translation>um worker não tem essa operação</translation>
    </message>
    <message>
        <source>Gemini has no such operation</source>
        <translation>o Gemini não tem essa operação</translation>
    </message>
    <message>
        <source>OpenAI has no such operation</source>
        <translation>a OpenAI não tem essa operação</translation>
    </message>
    <message>
        <source>this header cannot be set by a recipe</source>
        <translation>este cabeçalho não pode ser definido por uma receita</translation>
    </message>
    <message>
        <source>a header&apos;s value is one line of ASCII</source>
        <translation>o valor de um cabeçalho é uma linha em ASCII</translation>
    </message>
    <message numerus="yes">
        <source>Today&apos;s %Ln requests of “%1” are used up. What is left goes on by itself when the next day begins.</source>
        <translation>
            <numerusform>O único pedido de hoje de “%1” já foi usado. O que falta continua sozinho quando começar o próximo dia.</numerusform>
            <numerusform>Os %Ln pedidos de hoje de “%1” já foram usados. O que falta continua sozinho quando começar o próximo dia.</numerusform>
        </translation>
    </message>
    <message>
        <source>A request of “%1” has failed and is not tried again by itself. The others go on; what failed is listed with its cause.</source>
        <translation>Um pedido de “%1” falhou e não será tentado de novo automaticamente. Os outros continuam; o que falhou está listado com a causa.</translation>
    </message>
    <message>
        <source>The backup “%1” of %2 was put back. What was done after that is not in it and would be made, and paid, again: everything is paused. Look through your batches, cancel what you have already, then resume.</source>
        <translation>A cópia de segurança “%1”, de %2, foi restaurada. O que foi feito depois dela não está nela e seria feito, e pago, outra vez: tudo está pausado. Confira seus lotes, cancele o que você já tem e depois retome.</translation>
    </message>
    <message>
        <source>not sent: %1</source>
        <translation>não enviado: %1</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>não enviado</translation>
    </message>
    <message>
        <source>sent, no whole answer: %1</source>
        <translation>enviado, sem resposta completa: %1</translation>
    </message>
    <message>
        <source>sent, no whole answer</source>
        <translation>enviado, sem resposta completa</translation>
    </message>
    <message>
        <source>sent, no answer in time: %1</source>
        <translation>enviado, sem resposta a tempo: %1</translation>
    </message>
    <message>
        <source>sent, no answer in time</source>
        <translation>enviado, sem resposta a tempo</translation>
    </message>
    <message>
        <source>sent, the answer was too large: %1</source>
        <translation>enviado, a resposta era grande demais: %1</translation>
    </message>
    <message>
        <source>sent, the answer was too large</source>
        <translation>enviado, a resposta era grande demais</translation>
    </message>
    <message>
        <source>sent, then stopped: %1</source>
        <translation>enviado e depois interrompido: %1</translation>
    </message>
    <message>
        <source>sent, then stopped</source>
        <translation>enviado e depois interrompido</translation>
    </message>
    <message>
        <source>the address is neither http nor https</source>
        <translation>o endereço não é http nem https</translation>
    </message>
    <message>
        <source>the address is not valid</source>
        <translation>o endereço não é válido</translation>
    </message>
    <message>
        <source>the method is not valid</source>
        <translation>o método não é válido</translation>
    </message>
    <message>
        <source>a HEAD request has no body</source>
        <translation>um pedido HEAD não tem corpo</translation>
    </message>
    <message>
        <source>the header &quot;%1&quot; holds what no header may</source>
        <translation>o cabeçalho “%1” contém o que nenhum cabeçalho pode conter</translation>
    </message>
    <message>
        <source>the header &quot;%1&quot; is not the request&apos;s to give</source>
        <translation>o cabeçalho “%1” não pode ser definido pelo pedido</translation>
    </message>
    <message>
        <source>what came is no HTTP answer</source>
        <translation>o que chegou não é uma resposta HTTP</translation>
    </message>
    <message>
        <source>the answer has %1 bytes</source>
        <translation>a resposta tem %1 bytes</translation>
    </message>
    <message>
        <source>the answer is over %1 bytes</source>
        <translation>a resposta passa de %1 bytes</translation>
    </message>
    <message>
        <source>no whole answer before the deadline</source>
        <translation>nenhuma resposta completa antes do prazo</translation>
    </message>
    <message>
        <source>the connection fell silent</source>
        <translation>a conexão ficou em silêncio</translation>
    </message>
    <message>
        <source>cancelled before it was sent</source>
        <translation>cancelado antes do envio</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>cancelado</translation>
    </message>
    <message>
        <source>the address has moved to %1</source>
        <translation>o endereço mudou para %1</translation>
    </message>
    <message>
        <source>the answer is not JSON</source>
        <translation>a resposta não é JSON</translation>
    </message>
    <message>
        <source>the prompt was blocked (%1)</source>
        <translation>o prompt foi bloqueado (%1)</translation>
    </message>
    <message>
        <source>refused (%1) %2</source>
        <translation>recusado (%1) %2</translation>
    </message>
    <message>
        <source>refused (%1)</source>
        <translation>recusado (%1)</translation>
    </message>
    <message>
        <source>refused: %1</source>
        <translation>recusado: %1</translation>
    </message>
    <message>
        <source>stopped by the content filter</source>
        <translation>barrado pelo filtro de conteúdo</translation>
    </message>
    <message>
        <source>cut short at the token limit</source>
        <translation>cortado no limite de tokens</translation>
    </message>
    <message>
        <source>nothing was said before the token limit</source>
        <translation>nada foi dito antes do limite de tokens</translation>
    </message>
    <message>
        <source>no sound in the answer</source>
        <translation>não há áudio na resposta</translation>
    </message>
    <message>
        <source>no %1 in the answer (%2), only text: %3</source>
        <translation>a resposta não traz o que foi pedido (%1), só texto (%2): %3</translation>
    </message>
    <message>
        <source>no %1 in the answer, only text: %2</source>
        <translation>a resposta não traz o que foi pedido (%1), só texto: %2</translation>
    </message>
    <message>
        <source>nothing usable in the answer (%1)</source>
        <translation>nada que se aproveite na resposta (%1)</translation>
    </message>
    <message>
        <source>nothing usable in the answer</source>
        <translation>nada que se aproveite na resposta</translation>
    </message>
    <message>
        <source>the data in the answer cannot be read (%1)</source>
        <translation>os dados da resposta não podem ser lidos (%1)</translation>
    </message>
    <message>
        <source>the data in the answer cannot be read</source>
        <translation>os dados da resposta não podem ser lidos</translation>
    </message>
    <message>
        <source>the model stopped with an error</source>
        <translation>o modelo parou com um erro</translation>
    </message>
    <message>
        <source>the worker reports a failure</source>
        <translation>o worker informa uma falha</translation>
    </message>
    <message>
        <source>%1 came instead of %2</source>
        <translation>veio %1 em vez de %2</translation>
    </message>
    <message>
        <source>Sandbox (built in, play money)</source>
        <translation>Sandbox (preços fictícios)</translation>
    </message>
    <message>
        <source>its batch is a draft</source>
        <translation>o lote dele é um rascunho</translation>
    </message>
    <message>
        <source>step “%1” asks for the voice “%2”, which is not there; there are %3</source>
        <translation>a etapa “%1” pede a voz “%2”, que não existe lá; existem %3</translation>
    </message>
    <message>
        <source>“%1” in place of “%2”</source>
        <comment>voices</comment>
        <translation>“%1” no lugar de “%2”</translation>
    </message>
    <message>
        <source>Voices of “%1”: %2</source>
        <translation>Vozes de “%1”: %2</translation>
    </message>
    <message>
        <source>Works: 1 model, %1</source>
        <translation>Funciona: 1 modelo, %1</translation>
    </message>
    <message>
        <source>Today&apos;s one request of “%1” is used up. What is left goes on by itself when the next day begins.</source>
        <translation>O único pedido de hoje de “%1” já foi usado. O que falta continua sozinho quando começar o próximo dia.</translation>
    </message>
    <message>
        <source>1 result of “%1” was written back into %2.</source>
        <translation>1 resultado de “%1” foi gravado de volta em %2.</translation>
    </message>
    <message>
        <source>The database that was replaced could not be read: daily limits and budgets know nothing of what was sent and spent after the backup.</source>
        <translation>O banco de dados substituído não pôde ser lido: os limites diários e os orçamentos não levam em conta o que foi enviado e gasto depois da cópia de segurança.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln dia</numerusform>
            <numerusform>%Ln dias</numerusform>
        </translation>
    </message>
    <message>
        <source>the text was cut off at %1 tokens</source>
        <translation>o texto foi cortado em %1 tokens</translation>
    </message>
    <message>
        <source>the sound was cut off at %1 tokens</source>
        <translation>o áudio foi cortado em %1 tokens</translation>
    </message>
    <message>
        <source>at most %1; what it usually costs is not known</source>
        <translation>no máximo %1; não se sabe quanto costuma custar</translation>
    </message>
    <message>
        <source>Low and likely: not known. Of %1, the price table only says what the longest possible answer costs.</source>
        <translation>Mínimo e provável: não se sabe. De %1, a tabela de preços só diz quanto custa a resposta mais longa possível.</translation>
    </message>
    <message>
        <source>“%1” may still spend %2: not enough for the highest price; what it does not cover waits</source>
        <translation>“%1” ainda pode gastar %2: não chega para o preço máximo; o que não couber espera</translation>
    </message>
    <message>
        <source>it has about %1 tokens, and its token limit lets only %2 in %3 through: raise the limit, or shorten the prompt or the answer</source>
        <translation>tem cerca de %1 tokens, e seu limite de tokens só deixa passar %2 em %3: aumente o limite, ou encurte o prompt ou a resposta</translation>
    </message>
    <message>
        <source>“%1” was written by an older Fornada</source>
        <translation>“%1” foi gravado por um Fornada mais antigo</translation>
    </message>
    <message>
        <source>The data was written by an older Fornada</source>
        <translation>Os dados foram gravados por um Fornada mais antigo</translation>
    </message>
    <message>
        <source>Start Fornada with it once, which brings it up to date.</source>
        <translation>Inicie o Fornada com eles uma vez, o que os atualiza.</translation>
    </message>
    <message>
        <source>when more than one job waits</source>
        <translation>quando mais de uma tarefa espera</translation>
    </message>
    <message>
        <source>when more than %1 jobs wait</source>
        <translation>quando mais de %1 tarefas esperam</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>linha %1: %2</translation>
    </message>
    <message>
        <source>step &apos;%1&apos;, %2: %3</source>
        <translation>etapa “%1”, %2: %3</translation>
    </message>
    <message>
        <source>%1; there is no good backup</source>
        <translation>%1; não há nenhuma cópia de segurança boa</translation>
    </message>
    <message>
        <source>%1; latest good backup: %2</source>
        <translation>%1; última cópia de segurança boa: %2</translation>
    </message>
    <message>
        <source>%1; at most %2 MB are fetched</source>
        <translation>%1; no máximo %2 MB são buscados</translation>
    </message>
    <message>
        <source>adding rows</source>
        <translation>adicionar linhas</translation>
    </message>
    <message>
        <source>removing</source>
        <translation>remover</translation>
    </message>
    <message>
        <source>bringing it back</source>
        <translation>trazer de volta</translation>
    </message>
    <message>
        <source>editing a step</source>
        <translation>editar uma etapa</translation>
    </message>
    <message>
        <source>a pilot</source>
        <translation>um piloto</translation>
    </message>
    <message>
        <source>start</source>
        <translation>iniciar</translation>
    </message>
    <message>
        <source>pause</source>
        <translation>pausar</translation>
    </message>
    <message>
        <source>resume</source>
        <translation>retomar</translation>
    </message>
    <message>
        <source>finish</source>
        <translation>terminar</translation>
    </message>
    <message>
        <source>reopen</source>
        <translation>reabrir</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>cancelar</translation>
    </message>
    <message>
        <source>restore</source>
        <translation>restaurar</translation>
    </message>
    <message>
        <source>account</source>
        <translation>conta</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>lote</translation>
    </message>
    <message>
        <source>client</source>
        <translation>cliente</translation>
    </message>
    <message>
        <source>credit</source>
        <translation>crédito</translation>
    </message>
    <message>
        <source>day</source>
        <translation>dia</translation>
    </message>
    <message>
        <source>job</source>
        <translation>tarefa</translation>
    </message>
    <message>
        <source>operation</source>
        <translation>operação</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>fila</translation>
    </message>
    <message>
        <source>row</source>
        <translation>linha</translation>
    </message>
    <message>
        <source>step</source>
        <translation>etapa</translation>
    </message>
    <message>
        <source>row %1</source>
        <translation>linha %1</translation>
    </message>
    <message>
        <source>column %1 of table %2</source>
        <translation>coluna %1 da tabela %2</translation>
    </message>
    <message>
        <source>table %1</source>
        <translation>tabela %1</translation>
    </message>
    <message>
        <source>saved answer</source>
        <translation>resposta guardada</translation>
    </message>
    <message>
        <source>%1 does not apply to a batch that is %2</source>
        <translation>%1 não se aplica a um lote no estado “%2”</translation>
    </message>
    <message>
        <source>damaged envelope</source>
        <translation>o envelope está danificado</translation>
    </message>
    <message>
        <source>queue of step %1</source>
        <translation>fila da etapa %1</translation>
    </message>
    <message>
        <source>of queue %1</source>
        <translation>da fila %1</translation>
    </message>
    <message>
        <source>there is no such command</source>
        <translation>esse comando não existe</translation>
    </message>
    <message>
        <source>there is no queue %1</source>
        <translation>não existe a fila %1</translation>
    </message>
    <message>
        <source>there is no account %1</source>
        <translation>não existe a conta %1</translation>
    </message>
    <message>
        <source>there is no state %1</source>
        <translation>não existe o estado %1</translation>
    </message>
    <message>
        <source>%1 exists already</source>
        <translation>%1 já existe</translation>
    </message>
    <message>
        <source>--url is missing</source>
        <translation>falta --url</translation>
    </message>
    <message>
        <source>is not an amount</source>
        <translation>não é um valor em dinheiro</translation>
    </message>
    <message>
        <source>is not an amount like 5.00</source>
        <translation>não é um valor como 5.00</translation>
    </message>
    <message>
        <source>is an amount like 5.00, or nothing</source>
        <translation>é um valor como 5.00, ou vazio</translation>
    </message>
    <message>
        <source>is one of sandbox, gemini, openai, worker</source>
        <translation>é um destes: sandbox, gemini, openai, worker</translation>
    </message>
    <message>
        <source>is one of make, reuse, leaveOut</source>
        <translation>é um destes: make, reuse, leaveOut</translation>
    </message>
    <message>
        <source>is resend, charged or giveUp</source>
        <translation>é resend, charged ou giveUp</translation>
    </message>
    <message>
        <source>is keychain or session</source>
        <translation>é keychain ou session</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>está faltando</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>está faltando</translation>
    </message>
    <message>
        <source>is not a whole number</source>
        <translation>não é um número inteiro</translation>
    </message>
    <message>
        <source>is a whole number, or nothing</source>
        <translation>é um número inteiro, ou vazio</translation>
    </message>
    <message>
        <source>is no operation</source>
        <translation>não é uma operação</translation>
    </message>
    <message>
        <source>is not a list</source>
        <translation>não é uma lista</translation>
    </message>
    <message>
        <source>is a list of the numbers of jobs</source>
        <translation>é uma lista dos números das tarefas</translation>
    </message>
    <message>
        <source>is 1 to 86400 seconds</source>
        <translation>vai de 1 a 86400 segundos</translation>
    </message>
    <message>
        <source>is a number of waiting jobs, or none</source>
        <translation>é um número de tarefas em espera, ou nenhum</translation>
    </message>
    <message>
        <source>is a number of days, or empty for never</source>
        <translation>é um número de dias, ou vazio para nunca</translation>
    </message>
    <message>
        <source>is a part from 0 to 1</source>
        <translation>é uma fração de 0 a 1</translation>
    </message>
    <message>
        <source>must be from 0 to %1</source>
        <translation>precisa ser de 0 a %1</translation>
    </message>
    <message>
        <source>must be from 1 to %1</source>
        <translation>precisa ser de 1 a %1</translation>
    </message>
    <message>
        <source>must be more than 0: with nothing to spend nothing can be made</source>
        <translation>precisa ser mais que 0: sem nada para gastar, nada pode ser feito</translation>
    </message>
    <message>
        <source>say which: those of an older wording</source>
        <translation>diga quais: os de um texto anterior</translation>
    </message>
    <message>
        <source>name a job or a batch</source>
        <translation>indique uma tarefa ou um lote</translation>
    </message>
    <message>
        <source>name a queue or an account</source>
        <translation>indique uma fila ou uma conta</translation>
    </message>
    <message>
        <source>needs fallbackAccount: whose model it is</source>
        <translation>precisa de fallbackAccount: de quem é o modelo</translation>
    </message>
    <message>
        <source>needs the file&apos;s whole path</source>
        <translation>precisa do caminho completo do arquivo</translation>
    </message>
    <message>
        <source>a pilot has at most %1 rows</source>
        <translation>um piloto tem no máximo %1 linhas</translation>
    </message>
    <message>
        <source>it has no pilot: all its rows run already</source>
        <translation>não tem piloto: todas as linhas dele já estão em execução</translation>
    </message>
    <message>
        <source>it came with the program, and nothing was changed in it</source>
        <translation>ela veio com o programa, e nada nela foi mudado</translation>
    </message>
    <message>
        <source>there is no data folder</source>
        <translation>não há pasta de dados</translation>
    </message>
    <message>
        <source>a batch may have 2,000,000 jobs</source>
        <translation>um lote pode ter 2.000.000 de tarefas</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>etapa %1</translation>
    </message>
    <message>
        <source>no queue file</source>
        <translation>não é um arquivo de fila</translation>
    </message>
    <message>
        <source>more than %1 columns</source>
        <translation>mais de %1 colunas</translation>
    </message>
    <message>
        <source>column %1 has no name</source>
        <translation>a coluna %1 não tem nome</translation>
    </message>
    <message>
        <source>two columns are named &apos;%1&apos;</source>
        <translation>duas colunas se chamam “%1”</translation>
    </message>
    <message>
        <source>a value in column %1, which has no name</source>
        <translation>há um valor na coluna %1, que não tem nome</translation>
    </message>
    <message>
        <source>%1 cells, but there is only one column</source>
        <translation>%1 células, mas só há uma coluna</translation>
    </message>
    <message>
        <source>%1 cells, but there are %2 columns</source>
        <translation>%1 células, mas há %2 colunas</translation>
    </message>
    <message>
        <source>cell %1 has text behind its closing quote; a quote inside a quoted cell is written twice</source>
        <translation>a célula %1 tem texto depois das aspas que a fecham; aspas dentro de uma célula entre aspas são escritas duas vezes</translation>
    </message>
    <message>
        <source>cell %1 has text behind its closing quote in line %2; a quote inside a quoted cell is written twice</source>
        <translation>a célula %1 tem texto depois das aspas que a fecham na linha %2; aspas dentro de uma célula entre aspas são escritas duas vezes</translation>
    </message>
    <message>
        <source>a quote that is opened in this row is never closed</source>
        <translation>as aspas abertas nesta linha nunca são fechadas</translation>
    </message>
    <message>
        <source>cell %1 is larger than 10 MB</source>
        <translation>a célula %1 passa de 10 MB</translation>
    </message>
    <message>
        <source>the row is larger than 16 MB</source>
        <translation>a linha passa de 16 MB</translation>
    </message>
    <message>
        <source>a row must be an object like {&quot;name&quot;: &quot;value&quot;}</source>
        <translation>uma linha precisa ser um objeto como {&quot;nome&quot;: &quot;valor&quot;}</translation>
    </message>
    <message>
        <source>the list has no end: the file seems to be cut off</source>
        <translation>a lista não tem fim: o arquivo parece ter sido cortado</translation>
    </message>
    <message>
        <source>the file must be a list of rows: [{...}, {...}]</source>
        <translation>o arquivo precisa ser uma lista de linhas: [{...}, {...}]</translation>
    </message>
    <message>
        <source>a comma without a row</source>
        <translation>uma vírgula sem linha</translation>
    </message>
    <message>
        <source>a comma is missing between two rows</source>
        <translation>falta uma vírgula entre duas linhas</translation>
    </message>
    <message>
        <source>there is text behind the end of the list</source>
        <translation>há texto depois do fim da lista</translation>
    </message>
    <message>
        <source>sample rows of a recipe</source>
        <translation>linhas de exemplo de uma receita</translation>
    </message>
    <message>
        <source>%1 has no table</source>
        <translation>%1 não tem nenhuma tabela</translation>
    </message>
    <message>
        <source>%1 has several tables (%2): say which rows with a query</source>
        <translation>%1 tem várias tabelas (%2): diga quais linhas com uma consulta</translation>
    </message>
    <message>
        <source>the column %1 holds bytes, not text</source>
        <translation>a coluna %1 contém bytes, não texto</translation>
    </message>
    <message>
        <source>line %1 is not UTF-8</source>
        <translation>a linha %1 não está em UTF-8</translation>
    </message>
    <message>
        <source>line %1 has bytes that are no text</source>
        <translation>a linha %1 tem bytes que não são texto</translation>
    </message>
    <message>
        <source>it is not a whole XLSX file</source>
        <translation>não é um arquivo XLSX completo</translation>
    </message>
    <message>
        <source>%1 cannot be unpacked</source>
        <translation>%1 não pode ser descompactado</translation>
    </message>
    <message>
        <source>%1 would unpack to %2 bytes</source>
        <translation>%1 teria %2 bytes descompactado</translation>
    </message>
    <message>
        <source>the sheet %1 is missing</source>
        <translation>falta a planilha %1</translation>
    </message>
    <message>
        <source>its list of sheets cannot be read</source>
        <translation>a lista de planilhas dele não pode ser lida</translation>
    </message>
    <message>
        <source>more than %1 different texts</source>
        <translation>mais de %1 textos diferentes</translation>
    </message>
    <message>
        <source>its texts cannot be read: %1</source>
        <translation>os textos dele não podem ser lidos: %1</translation>
    </message>
    <message>
        <source>the sheets of %1 are: %2</source>
        <translation>as planilhas de %1 são: %2</translation>
    </message>
    <message>
        <source>after line %1: %2</source>
        <translation>depois da linha %1: %2</translation>
    </message>
    <message>
        <source>a cell beyond column %1</source>
        <translation>uma célula além da coluna %1</translation>
    </message>
    <message>
        <source>a cell of more than 10 MB</source>
        <translation>uma célula com mais de 10 MB</translation>
    </message>
    <message>
        <source>step &apos;%1&apos; would have more than %2 jobs a row</source>
        <translation>a etapa “%1” teria mais de %2 tarefas por linha</translation>
    </message>
    <message>
        <source>step &apos;%1&apos;, for each %2</source>
        <translation>etapa “%1”, para cada %2</translation>
    </message>
    <message>
        <source>step &apos;%1&apos;, %2</source>
        <translation>etapa “%1”, %2</translation>
    </message>
    <message>
        <source>queue of step &apos;%1&apos;</source>
        <translation>fila da etapa “%1”</translation>
    </message>
    <message>
        <source>an address with a name in it</source>
        <translation>um endereço com um nome de usuário dentro</translation>
    </message>
    <message>
        <source>unknown key</source>
        <translation>chave desconhecida</translation>
    </message>
    <message>
        <source>must be a text</source>
        <translation>precisa ser um texto</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must be lower-case letters, digits, &apos;-&apos; and &apos;_&apos;, starting with a letter, at most 64</source>
        <translation>“%1” só pode ter letras minúsculas, algarismos, “-” e “_”, começando com uma letra, no máximo 64</translation>
    </message>
    <message>
        <source>must be a list</source>
        <translation>precisa ser uma lista</translation>
    </message>
    <message>
        <source>must be a list of texts</source>
        <translation>precisa ser uma lista de textos</translation>
    </message>
    <message>
        <source>must be a list of texts, none of them empty</source>
        <translation>precisa ser uma lista de textos, nenhum deles vazio</translation>
    </message>
    <message>
        <source>must be a list of 1 to %1 steps</source>
        <translation>precisa ser uma lista de 1 a %1 etapas</translation>
    </message>
    <message>
        <source>must be a field&apos;s name or a list of 1 to %1 texts</source>
        <translation>precisa ser o nome de um campo ou uma lista de 1 a %1 textos</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is there twice</source>
        <translation>“%1” aparece duas vezes</translation>
    </message>
    <message>
        <source>must be a whole number from %1 to %2</source>
        <translation>precisa ser um número inteiro de %1 a %2</translation>
    </message>
    <message>
        <source>must be an amount written as a text, like &quot;0.002&quot;</source>
        <translation>precisa ser um valor escrito como texto, como &quot;0.002&quot;</translation>
    </message>
    <message>
        <source>must be one of skip, goOn</source>
        <translation>precisa ser skip ou goOn</translation>
    </message>
    <message>
        <source>must be one of %1</source>
        <translation>precisa ser um destes: %1</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must be one of %2</source>
        <translation>“%1” precisa ser um destes: %2</translation>
    </message>
    <message>
        <source>must be an object</source>
        <translation>precisa ser um objeto</translation>
    </message>
    <message>
        <source>must be an object, like {&quot;account&quot;: &quot;backup&quot;}</source>
        <translation>precisa ser um objeto, como {&quot;account&quot;: &quot;reserva&quot;}</translation>
    </message>
    <message>
        <source>the operation %1 cannot give %2</source>
        <translation>a operação %1 não pode dar %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has a meaning already</source>
        <translation>“%1” já tem um significado</translation>
    </message>
    <message>
        <source>needs either &apos;in&apos; or &apos;count&apos;</source>
        <translation>precisa de “in” ou de “count”, um dos dois</translation>
    </message>
    <message>
        <source>no step before has a fan-out &apos;%1&apos;</source>
        <translation>nenhuma etapa anterior tem uma repetição “%1”</translation>
    </message>
    <message>
        <source>needs steps in after: it runs when one of them has failed</source>
        <translation>precisa de etapas em after: ela é executada quando uma delas falhou</translation>
    </message>
    <message>
        <source>there are two steps &apos;%1&apos;</source>
        <translation>há duas etapas “%1”</translation>
    </message>
    <message>
        <source>there is no step &apos;%1&apos;</source>
        <translation>não existe a etapa “%1”</translation>
    </message>
    <message>
        <source>the step &apos;%1&apos; waits for itself</source>
        <translation>a etapa “%1” espera por si mesma</translation>
    </message>
    <message>
        <source>must be true or false</source>
        <translation>precisa ser true ou false</translation>
    </message>
    <message>
        <source>must be a number of seconds, at most a day</source>
        <translation>precisa ser um número de segundos, no máximo um dia</translation>
    </message>
    <message>
        <source>must be a size like &quot;512x768&quot;</source>
        <translation>precisa ser um tamanho como &quot;512x768&quot;</translation>
    </message>
    <message>
        <source>must be a language like &quot;pt&quot; or &quot;pt-BR&quot;, or &quot;asked&quot;</source>
        <translation>precisa ser um idioma como &quot;pt&quot; ou &quot;pt-BR&quot;, ou &quot;asked&quot;</translation>
    </message>
    <message>
        <source>is too deep</source>
        <translation>tem níveis demais</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no type of JSON</source>
        <translation>“%1” não é um tipo de JSON</translation>
    </message>
    <message>
        <source>does not fit a step that gives %1</source>
        <translation>não combina com uma etapa que dá %1</translation>
    </message>
    <message>
        <source>is less than minSeconds</source>
        <translation>é menor que minSeconds</translation>
    </message>
    <message>
        <source>is less than minCharacters</source>
        <translation>é menor que minCharacters</translation>
    </message>
    <message>
        <source>is &quot;asked&quot;, but the parameters ask for no size</source>
        <translation>é &quot;asked&quot;, mas os parâmetros não pedem nenhum tamanho</translation>
    </message>
    <message>
        <source>is &quot;asked&quot;, but the parameters ask for no language</source>
        <translation>é &quot;asked&quot;, mas os parâmetros não pedem nenhum idioma</translation>
    </message>
    <message>
        <source>must be review, retry or fail</source>
        <translation>precisa ser review, retry ou fail</translation>
    </message>
    <message>
        <source>a join asks nobody: it costs no credits</source>
        <translation>uma junção não consulta ninguém: não custa créditos</translation>
    </message>
    <message>
        <source>a join asks nobody: it takes no time</source>
        <translation>uma junção não consulta ninguém: não leva tempo</translation>
    </message>
    <message>
        <source>is for operations that generate, not for %1</source>
        <translation>é para operações que geram, não para %1</translation>
    </message>
    <message>
        <source>must begin like that of step &apos;%1&apos;, or be its beginning</source>
        <translation>precisa começar como o da etapa “%1”, ou ser o começo dele</translation>
    </message>
    <message>
        <source>goOn is for steps that join: of the operation join, or with a &apos;for&apos; shorter than that of a step before</source>
        <translation>goOn é para etapas que juntam: da operação join, ou com um “for” mais curto que o de uma etapa anterior</translation>
    </message>
    <message>
        <source>a fallback runs where something has failed: it has nothing to go on with</source>
        <translation>uma etapa de reserva é executada onde algo falhou: ela não tem com o que seguir</translation>
    </message>
    <message>
        <source>needs one step in after, whose result is taken instead</source>
        <translation>precisa de uma etapa em after, cujo resultado é usado no lugar</translation>
    </message>
    <message>
        <source>needs a &apos;for&apos; that is longer than that of step &apos;%1&apos;</source>
        <translation>precisa de um “for” mais longo que o da etapa “%1”</translation>
    </message>
    <message>
        <source>gives %1, but step &apos;%2&apos; gives %3</source>
        <translation>dá %1, mas a etapa “%2” dá %3</translation>
    </message>
    <message>
        <source>&apos;%1&apos; comes from the row: it must be the same for a whole batch</source>
        <translation>“%1” vem da linha: precisa ser igual para o lote inteiro</translation>
    </message>
    <message>
        <source>step &apos;%1&apos; joins its results</source>
        <translation>a etapa “%1” junta os resultados dela</translation>
    </message>
    <message>
        <source>is not for steps with review or fallback</source>
        <translation>não é para etapas com review ou fallback</translation>
    </message>
    <message>
        <source>must be less than hardMinutes</source>
        <translation>precisa ser menor que hardMinutes</translation>
    </message>
    <message>
        <source>there is no manifest of Fornada in it</source>
        <translation>não há nele um manifesto do Fornada</translation>
    </message>
    <message>
        <source>it is no ZIP file, or its end is missing</source>
        <translation>não é um arquivo ZIP, ou falta o fim dele</translation>
    </message>
    <message>
        <source>not a path inside the results folder</source>
        <translation>não é um caminho dentro da pasta dos resultados</translation>
    </message>
    <message>
        <source>is not as it was made</source>
        <translation>não está como foi feito</translation>
    </message>
    <message>
        <source>it must be a whole path</source>
        <translation>precisa ser um caminho completo</translation>
    </message>
    <message>
        <source>they are in the data folder</source>
        <translation>eles estão na pasta de dados</translation>
    </message>
    <message>
        <source>results must not overwrite the key</source>
        <translation>os resultados não podem sobrescrever a chave</translation>
    </message>
    <message>
        <source>it is no SQLite file</source>
        <translation>não é um arquivo SQLite</translation>
    </message>
    <message>
        <source>like people.db:personas.id=avatar (file, table, key, column); not %1</source>
        <translation>como pessoas.db:personas.id=avatar (arquivo, tabela, chave, coluna); não %1</translation>
    </message>
    <message>
        <source>row %1 has several results: say which step&apos;s are written</source>
        <translation>a linha %1 tem vários resultados: diga de qual etapa eles são gravados</translation>
    </message>
    <message>
        <source>%1 rows of table %2 have this %3</source>
        <translation>%1 linhas da tabela %2 têm este %3</translation>
    </message>
    <message>
        <source>application id %1</source>
        <translation>o identificador de programa dele é %1</translation>
    </message>
    <message>
        <source>schema %1, this program knows %2</source>
        <translation>esquema %1; este programa conhece o %2</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>o arquivo está vazio</translation>
    </message>
    <message>
        <source>the database was moved or deleted while it was open</source>
        <translation>o banco de dados foi movido ou apagado enquanto estava aberto</translation>
    </message>
    <message>
        <source>unknown name &apos;%1&apos;</source>
        <translation>nome desconhecido “%1”</translation>
    </message>
    <message>
        <source>of batch %1</source>
        <translation>do lote %1</translation>
    </message>
    <message>
        <source>comes after row %1</source>
        <translation>vem depois da linha %1</translation>
    </message>
    <message>
        <source>a step and fan-out key are there twice</source>
        <translation>uma etapa com a mesma chave de repetição aparece duas vezes</translation>
    </message>
    <message>
        <source>requests of it are still in flight</source>
        <translation>ainda há pedidos dele em curso</translation>
    </message>
    <message>
        <source>its account is gone</source>
        <translation>a conta dele não existe mais</translation>
    </message>
    <message>
        <source>was sent elsewhere meanwhile</source>
        <translation>já foi para outro lugar nesse meio-tempo</translation>
    </message>
    <message>
        <source>its pilot comes first</source>
        <translation>o piloto dele vem primeiro</translation>
    </message>
    <message>
        <source>its result came meanwhile</source>
        <translation>o resultado dela chegou nesse meio-tempo</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>está vazio</translation>
    </message>
    <message>
        <source>queue %1 uses it</source>
        <translation>a fila %1 a usa</translation>
    </message>
    <message>
        <source>batch %1 uses it</source>
        <translation>o lote %1 a usa</translation>
    </message>
    <message>
        <source>is undone already</source>
        <translation>já foi desfeito</translation>
    </message>
    <message>
        <source>is closed</source>
        <translation>está fechado</translation>
    </message>
    <message>
        <source>a rendered text may have 4 million characters</source>
        <translation>um texto preenchido pode ter 4 milhões de caracteres</translation>
    </message>
    <message>
        <source>uses {{%1}}, but &apos;%2&apos; gives %3, not JSON</source>
        <translation>usa {{%1}}, mas “%2” dá %3, não JSON</translation>
    </message>
    <message>
        <source>uses {{%1}}, which the schema of &apos;%2&apos; does not have</source>
        <translation>usa {{%1}}, que o esquema de “%2” não tem</translation>
    </message>
    <message>
        <source>uses {{%1}}, which is inside a list: its items are seen inside of a section of it</source>
        <translation>usa {{%1}}, que está dentro de uma lista: os itens dela só são vistos dentro de uma seção dela</translation>
    </message>
    <message>
        <source>opens {{#%1}}, but &apos;%2&apos; has no schema that says what is in it: give it one in its checks</source>
        <translation>abre {{#%1}}, mas “%2” não tem um esquema que diga o que há ali: dê um a ela em checks</translation>
    </message>
    <message>
        <source>uses {{%1}}, which may not be there: put it into a section, like {{#%1}}...{{/%1}}</source>
        <translation>usa {{%1}}, que pode não existir: coloque em uma seção, como {{#%1}}...{{/%1}}</translation>
    </message>
    <message>
        <source>uses {{%1}}, which may not be there: put it into a section, like {{#results.%2}}...{{/results.%2}}</source>
        <translation>usa {{%1}}, que pode não existir: coloque em uma seção, como {{#results.%2}}...{{/results.%2}}</translation>
    </message>
    <message>
        <source>uses {{%1}}, but &apos;%2&apos; gives a list here: use {{#results.%2}}{{%3}}{{/results.%2}}</source>
        <translation>usa {{%1}}, mas “%2” dá uma lista aqui: use {{#results.%2}}{{%3}}{{/results.%2}}</translation>
    </message>
    <message>
        <source>uses {{%1}}, but of &apos;%2&apos; there is only %3</source>
        <translation>usa {{%1}}, mas de “%2” só há %3</translation>
    </message>
    <message>
        <source>uses {{%1}}, but &apos;%2&apos; is not in this step&apos;s after list</source>
        <translation>usa {{%1}}, mas “%2” não está na lista after desta etapa</translation>
    </message>
    <message>
        <source>uses {{%1}}, which is not there: the step runs when one has failed</source>
        <translation>usa {{%1}}, que não existe ali: a etapa é executada quando uma falhou</translation>
    </message>
    <message>
        <source>a tag without a name</source>
        <translation>uma marca sem nome</translation>
    </message>
    <message>
        <source>{{&gt;%1}}: partials are not available</source>
        <translation>{{&gt;%1}}: não há modelos parciais</translation>
    </message>
    <message>
        <source>unexpected tag &apos;%1&apos;</source>
        <translation>marca inesperada “%1”</translation>
    </message>
    <message>
        <source>longer than 256 thousand characters</source>
        <translation>tem mais de 256 mil caracteres</translation>
    </message>
    <message>
        <source>more than %1 tags</source>
        <translation>mais de %1 marcas</translation>
    </message>
    <message>
        <source>delimiters cannot be changed</source>
        <translation>os delimitadores não podem ser mudados</translation>
    </message>
    <message>
        <source>Unclosed tag at %1</source>
        <translation>marca não fechada na posição %1</translation>
    </message>
    <message>
        <source>Unclosed section &quot;%1&quot; at %2</source>
        <translation>seção “%1” não fechada na posição %2</translation>
    </message>
    <message>
        <source>Unopened section &quot;%1&quot; at %2</source>
        <translation>seção “%1” não aberta na posição %2</translation>
    </message>
    <message>
        <source>Invalid set delimiter tag at %1</source>
        <translation>marca de delimitadores inválida na posição %1</translation>
    </message>
    <message>
        <source>the file is gone, what belongs to it is there</source>
        <translation>o arquivo sumiu, o que pertence a ele está lá</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not of the kind that the recipe has there: %2</source>
        <translation>“%1” não é do tipo que a receita tem ali: %2</translation>
    </message>
    <message>
        <source>the recipe has no parameters</source>
        <translation>a receita não tem parâmetros</translation>
    </message>
    <message>
        <source>the recipe has no such parameter; it has %1</source>
        <translation>a receita não tem esse parâmetro; ela tem %1</translation>
    </message>
    <message>
        <source>The Fornada that holds this data (process %1) was told, and has not answered</source>
        <translation>O Fornada que está com estes dados (processo %1) recebeu o pedido e ainda não respondeu</translation>
    </message>
    <message>
        <source>It may be done already, or be done yet: look (fornadactl batch list) before you ask for it again.</source>
        <translation>Talvez já esteja feito, ou ainda seja feito: veja (fornadactl batch list) antes de pedir de novo.</translation>
    </message>
    <message>
        <source>It does not end by itself: %1.</source>
        <translation>Não termina por si só: %1.</translation>
    </message>
    <message>
        <source>likely %1, of which the budget covers %2</source>
        <translation>provavelmente %1, dos quais o orçamento cobre %2</translation>
    </message>
    <message>
        <source>%1 requests would be made, then it would wait: %2</source>
        <translation>%1 pedidos seriam feitos e depois o lote esperaria: %2</translation>
    </message>
    <message>
        <source>1 request would be made, then it would wait: %1</source>
        <translation>1 pedido seria feito e depois o lote esperaria: %1</translation>
    </message>
    <message>
        <source>batch %1</source>
        <translation>lote %1</translation>
    </message>
    <message>
        <source>making these results again may cost $%1, and at most $%2 was agreed to</source>
        <translation>refazer estes resultados pode custar $%1, e o combinado era no máximo $%2</translation>
    </message>
    <message>
        <source>continues %1, or when you raise it</source>
        <translation>continua %1, ou quando você o aumentar</translation>
    </message>
    <message>
        <source>the account&apos;s budget for today does not cover it</source>
        <translation>o orçamento da conta para hoje não basta</translation>
    </message>
    <message>
        <source>row %1: %2</source>
        <translation>registro %1: %2</translation>
    </message>
    <message>
        <source>nothing of these rows is left to make</source>
        <translation>não falta fazer nada dessas linhas</translation>
    </message>
    <message>
        <source>no row of the batch has it</source>
        <translation>nenhuma linha do lote o tem</translation>
    </message>
    <message>
        <source>the recipe has no such field; it has %1</source>
        <translation>a receita não tem esse campo; ela tem %1</translation>
    </message>
    <message>
        <source>the rows have no such column; they have %1</source>
        <translation>as linhas não têm essa coluna; elas têm %1</translation>
    </message>
    <message>
        <source>the batch has no such parameter</source>
        <translation>o lote não tem esse parâmetro</translation>
    </message>
    <message>
        <source>results could not be written back: no row has it</source>
        <translation>os resultados não poderiam ser gravados de volta: nenhuma linha o tem</translation>
    </message>
    <message>
        <source>the recipe has several: say which one&apos;s results are written</source>
        <translation>a receita tem várias: diga de qual são gravados os resultados</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>está vazio</translation>
    </message>
    <message>
        <source>it is no picture</source>
        <translation>não é uma imagem</translation>
    </message>
    <message>
        <source>it breaks off in line %1: copy it again, whole, or take it from a backup</source>
        <translation>ele se interrompe na linha %1: copie-o de novo, inteiro, ou recupere-o de um backup</translation>
    </message>
    <message>
        <source>line %1 is damaged: mend it there, or take the file from a backup</source>
        <translation>a linha %1 está danificada: corrija-a ou recupere o arquivo de um backup</translation>
    </message>
    <message>
        <source>the sheet %1 has none; there are the sheets %2</source>
        <translation>a planilha %1 não tem nenhuma; há as planilhas %2</translation>
    </message>
    <message>
        <source>only a workbook (XLSX) has sheets, not %1</source>
        <translation>só uma pasta de trabalho (XLSX) tem planilhas, não %1</translation>
    </message>
    <message>
        <source>only a SQLite file can be asked, not %1</source>
        <translation>só um arquivo SQLite pode ser consultado, não %1</translation>
    </message>
    <message>
        <source>The table has no row for 1 of the keys.</source>
        <translation>A tabela não tem linha para 1 das chaves.</translation>
    </message>
    <message numerus="yes">
        <source>The table has no row for %Ln of the keys.</source>
        <translation>
            <numerusform>A tabela não tem linha para %Ln das chaves.</numerusform>
            <numerusform>A tabela não tem linha para %Ln das chaves.</numerusform>
        </translation>
    </message>
    <message>
        <source>1 file is not on the disk any more and was not written.</source>
        <translation>1 arquivo não está mais no disco e não foi gravado.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files are not on the disk any more and were not written.</source>
        <translation>
            <numerusform>%Ln arquivo não está mais no disco e não foi gravado.</numerusform>
            <numerusform>%Ln arquivos não estão mais no disco e não foram gravados.</numerusform>
        </translation>
    </message>
    <message>
        <source>1 row has the key of an earlier one and was not written.</source>
        <translation>1 linha tem a chave de uma anterior e não foi gravada.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows have the key of an earlier one and were not written.</source>
        <translation>
            <numerusform>%Ln linha tem a chave de uma anterior e não foi gravada.</numerusform>
            <numerusform>%Ln linhas têm a chave de uma anterior e não foram gravadas.</numerusform>
        </translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>linha %1</translation>
    </message>
    <message>
        <source>“%1” is row %2 already</source>
        <translation>“%1” já é o registro %2</translation>
    </message>
    <message>
        <source>looks like row %1</source>
        <translation>parece o registro %1</translation>
    </message>
    <message>
        <source>same as row %1: made once, paid once</source>
        <translation>igual ao registro %1: feito uma vez, pago uma vez</translation>
    </message>
    <message>
        <source>looks like row %1: takes its result</source>
        <translation>parece o registro %1: fica com o resultado dele</translation>
    </message>
    <message>
        <source>named like row %1</source>
        <translation>tem o mesmo nome do registro %1</translation>
    </message>
    <message>
        <source>row %1</source>
        <comment>of a list without lines</comment>
        <translation>registro %1</translation>
    </message>
</context>
</TS>
