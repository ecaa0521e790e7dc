import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import {
  create,
  hashFiles
} from "./chunk-GE7U5NLS.js";
import "./chunk-M45F6KEJ.js";
import "./chunk-W7KGYXJH.js";
import "./chunk-R42YHAJF.js";
export {
  create,
  hashFiles
};
