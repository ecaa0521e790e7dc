import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import {
  create,
  hashFiles
} from "./chunk-YLUY3ECQ.js";
import "./chunk-BTUXDCGV.js";
import "./chunk-6EHCUUQQ.js";
import "./chunk-SZLGEYWQ.js";
export {
  create,
  hashFiles
};
