// The signature as pacer and as ring of time left.
import { svg } from "../kindward/dom.js";

const NAMES = ["others", "from", "self"];
const ARCS = { to_others: "others", from_others: "from", to_self: "self" };
const RING = 2 * Math.PI * 57;

function arc(flow) {
  const middle = (-90 + 120 * flow) * Math.PI / 180, half = 75 * Math.PI / 180;
  const cx = 60 + 11 * Math.cos(middle), cy = 60 + 11 * Math.sin(middle);
  const at = (angle) => `${(cx + 34 * Math.cos(angle)).toFixed(2)} ${(cy + 34 * Math.sin(angle)).toFixed(2)}`;
  return `M${at(middle - half)}A34 34 0 0 1 ${at(middle + half)}`;
}

export class Figure {
  constructor(flows, fierce) {
    const lit = flows.map((flow) => ARCS[flow]);
    this.arcs = svg("g", { class: "breath" }, NAMES.map((name, flow) =>
      svg("path", { d: arc(flow), class: lit.length === 0 || lit.includes(name) ? `arc-${name}` : "arc-rest" })));
    this.left = svg("circle", { cx: 60, cy: 60, r: 57, class: "ring-left" });
    this.node = svg("svg", { class: "figure signature" + (fierce ? " fierce" : ""), viewBox: "0 0 120 120", "aria-hidden": "true" },
      svg("circle", { cx: 60, cy: 60, r: 57, class: "ring" }), this.left, this.arcs);
    this.left.style.strokeDasharray = RING;
  }

  time(share) { this.left.style.strokeDashoffset = RING * (1 - Math.max(0, Math.min(1, share))); }

  // `inward` true while breathing in; seconds is how long this breath takes.
  breathe(inward, seconds) {
    this.arcs.style.transitionDuration = `${seconds}s`;
    this.arcs.style.transform = `scale(${inward ? 1.22 : 0.8})`;
  }

  rest(seconds = 1.2) {
    this.arcs.style.transitionDuration = `${seconds}s`;
    this.arcs.style.transform = "scale(1)";
  }
}
