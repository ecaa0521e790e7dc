import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __folder = import.meta.dirname;
import {
  VERSION,
  retry
} from "./chunk-UCM4NIGD.js";
import "./chunk-RFIF5VJI.js";
import "./chunk-VEAXOLL3.js";
import "./chunk-ZQOAVWUB.js";
export {
  VERSION,
  retry
};
