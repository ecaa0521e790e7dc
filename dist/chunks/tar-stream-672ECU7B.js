import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __folder = import.meta.dirname;
import {
  require_tar_stream
} from "./chunk-RDA6WIMI.js";
import "./chunk-ZQOAVWUB.js";
export default require_tar_stream();
