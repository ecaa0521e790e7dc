import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __folder = import.meta.dirname;
import {
  require_lib
} from "./chunk-DBKVOSMR.js";
import "./chunk-PTSB3ROJ.js";
export default require_lib();
