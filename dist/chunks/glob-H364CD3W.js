import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __folder = import.meta.dirname;
import {
  create,
  hashFiles
} from "./chunk-DI6T45HB.js";
import "./chunk-44MSK76U.js";
import "./chunk-KSS3WDJJ.js";
import "./chunk-PTSB3ROJ.js";
export {
  create,
  hashFiles
};
