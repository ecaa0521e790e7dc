import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __folder = import.meta.dirname;
import {
  require_tar_stream
} from "./chunk-5GB6STDA.js";
import "./chunk-5MVDTKAF.js";
export default require_tar_stream();
