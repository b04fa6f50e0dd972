#pragma once

namespace bulkhead {

/**
 * Process 1 of a container with `Init`: runs the command as its child, passes signals on to it, reaps what nobody waits for, and ends as the
 * command ends (128 + N after signal N). `words` ends with a null pointer.
 */
int runAsInit(char** words);

}  // namespace bulkhead
