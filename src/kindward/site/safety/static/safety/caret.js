// Where in the window the line stands that somebody is writing on. A textarea does not tell: its text is laid out once more,
// unseen, in a box of the same making.
const SAME = ["fontFamily", "fontSize", "fontStyle", "fontWeight", "letterSpacing", "lineHeight", "paddingTop", "paddingRight", "paddingBottom", "paddingLeft", "tabSize", "textIndent", "wordSpacing"];

// The lower edge of that line, in pixels from the window's top.
export function lineEnd(box) {
  const style = getComputedStyle(box), copy = document.createElement("div"), end = document.createElement("span");
  for (const name of SAME) copy.style[name] = style[name];
  Object.assign(copy.style, { position: "absolute", top: "0", left: "0", visibility: "hidden", boxSizing: "border-box", width: `${box.clientWidth}px`, whiteSpace: "pre-wrap", overflowWrap: "break-word" });
  end.textContent = "\u200b";
  copy.append(box.value.slice(0, box.selectionEnd ?? box.value.length), end);
  document.body.append(copy);
  const below = end.offsetTop + end.offsetHeight;
  copy.remove();
  return box.getBoundingClientRect().top + box.clientTop + below - box.scrollTop;
}
