import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __folder = import.meta.dirname;
import {
  context,
  getOctokit
} from "./chunk-NSXLMKA5.js";
import "./chunk-BXIJC3ZA.js";
import "./chunk-RFIF5VJI.js";
import "./chunk-ZQOAVWUB.js";
export {
  context,
  getOctokit
};
