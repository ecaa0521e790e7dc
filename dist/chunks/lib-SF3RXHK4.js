import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __folder = import.meta.dirname;
import {
  require_lib
} from "./chunk-4SKKKO62.js";
import "./chunk-5MVDTKAF.js";
export default require_lib();
