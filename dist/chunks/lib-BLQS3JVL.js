import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __folder = import.meta.dirname;
import {
  require_lib
} from "./chunk-NO76E56I.js";
import "./chunk-ZQOAVWUB.js";
export default require_lib();
