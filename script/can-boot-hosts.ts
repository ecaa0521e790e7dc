/** Can this machine boot the hosts of the tests? Says why not, and ends with 1 then. */

import { whyNoHosts } from '../__tests__/servers/hosts/able.ts';

const reason = whyNoHosts();
if (reason !== undefined) {
  console.log(reason);
  process.exitCode = 1;
}
