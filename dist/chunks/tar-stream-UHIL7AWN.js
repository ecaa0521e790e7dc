import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import {
  require_tar_stream
} from "./chunk-EF7WS6TN.js";
import "./chunk-R42YHAJF.js";
export default require_tar_stream();
