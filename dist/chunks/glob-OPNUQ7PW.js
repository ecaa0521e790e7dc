import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __folder = import.meta.dirname;
import {
  create,
  hashFiles
} from "./chunk-7BQLEZ4E.js";
import "./chunk-YYD2OITI.js";
import "./chunk-6AGYPZAI.js";
import "./chunk-5MVDTKAF.js";
export {
  create,
  hashFiles
};
