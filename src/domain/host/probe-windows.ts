/** What is asked of a Windows host, and how? */

import { firstLine, lastLine } from './probe-script.ts';

/**
 * Goes to the standard input of `cmd /q /d`, and takes no arguments. It reads only and writes nothing.
 * PROCESSOR_ARCHITEW6432 is set in a 32-bit shell on a 64-bit system; `ver` has no fixed words
 * but the version in brackets.
 */
export const windowsProbe = [
  `echo ${firstLine}`,
  'echo system=%OS%',
  `for /f "delims=" %v in ('ver') do @echo windows=%v`,
  'echo machine=%PROCESSOR_ARCHITECTURE%',
  'if defined PROCESSOR_ARCHITEW6432 echo native=%PROCESSOR_ARCHITEW6432%',
  `echo ${lastLine}`,
  'exit 0',
  '',
].join('\r\n');
