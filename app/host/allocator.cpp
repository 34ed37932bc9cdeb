// Read by jemalloc when the program begins. One arena: the threads have caches of their own, which is where the speed
// comes from; an arena for each of them only holds memory that is not used. What is free goes back within a second.
extern "C" const char *const malloc_conf;
extern "C" const char *const malloc_conf = "narenas:1,dirty_decay_ms:1000";
