import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import {
  require_tar_stream
} from "./chunk-PN74JK4C.js";
import "./chunk-SZLGEYWQ.js";
export default require_tar_stream();
