import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __folder = import.meta.dirname;
import {
  create,
  hashFiles
} from "./chunk-NQG77G2K.js";
import "./chunk-SJBD4TTF.js";
import "./chunk-BXIJC3ZA.js";
import "./chunk-ZQOAVWUB.js";
export {
  create,
  hashFiles
};
