import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __folder = import.meta.dirname;
import {
  require_models
} from "./chunk-ITNOYLUD.js";
import "./chunk-KO72LHA6.js";
import "./chunk-ZQOAVWUB.js";
export default require_models();
