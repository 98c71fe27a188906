// A small hand for making elements: h("p", {class: "soft"}, "words").
const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return node;
}

export const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
export const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

export function choices(name, legend, options, onchoose) {
  // One row of radios. `options` holds [value, words] pairs.
  return h("fieldset", {}, h("legend", {}, legend),
    h("div", { class: "choices" + (options.some(([, words]) => words.length > 16) ? " tall" : " many") },
      options.map(([value, words]) => h("label", {},
        h("input", { type: "radio", name, value, onchange: () => onchoose(value) }), h("span", {}, words)))));
}

export function sayLength(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) return whole === 1 ? "1 second" : `${whole} seconds`;
  const minutes = Math.floor(whole / 60), rest = whole % 60;
  if (!rest) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  return rest === 30 ? `${minutes}½ minutes` : `${minutes} min ${rest} s`;
}
