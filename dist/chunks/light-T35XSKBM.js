import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __folder = import.meta.dirname;
import {
  require_light
} from "./chunk-VEAXOLL3.js";
import "./chunk-ZQOAVWUB.js";
export default require_light();
