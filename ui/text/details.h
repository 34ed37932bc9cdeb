#pragma once

#include "text/word_forms.h"

namespace fornada {

// What the core says in the detail of an error, one table for each place that words them. Where one form takes in
// another, the narrower stands first.
Forms intakeDetails();
Forms resultDetails();
Forms recipeDetails();
Forms templateDetails();
Forms providerDetails();
Forms engineDetails();
Forms storeDetails();

} // namespace fornada
