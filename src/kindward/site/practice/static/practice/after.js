// After practice: two taps if somebody likes, and a quiet screen to leave by. After a stop: something steady first.
import { choices, h, sayLength } from "../kindward/dom.js";

const STEADY = [
  "Look around. Name five things you can see.",
  "Feel four things that touch you: the floor, the chair, your sleeve, the air.",
  "Listen for three sounds, near or far.",
  "Press your feet into the ground and take the time you need.",
];

function help() {
  return h("p", { class: "note" }, "If you might hurt yourself or are not safe: ", h("a", { href: "/help/" }, "help right now"), ".");
}

function questions(session, hurtPlace) {
  const soothing = choices("soothing", "How soothing was it?",
    [[0, "Not"], [1, "A little"], [2, "Some"], [3, "Quite"], [4, "Very"]], (value) => session.answer("soothing", value));
  const hurt = choices("hurt", "Did anything hurt?",
    [["no", "No"], ["passed", "A little, it passed"], ["still_here", "Yes, and it is still here"]], (value) => {
      session.answer("hurt", value);
      hurtPlace.replaceChildren(...(value === "still_here" ? followUps(session) : []));
    });
  return [soothing, hurt, hurtPlace];
}

function followUps(session) {
  const steady = h("div", {});
  return [
    h("p", {}, "That happens, and it is good that you say so. Less practice, or none for a while, is a good answer to it."),
    choices("stopping", "Is it stopping you from doing things?", [[false, "No"], [true, "Yes"]], (value) => session.answer("stopping_me", value)),
    choices("grounding", "Would something steadying help now?", [[true, "Yes, please"], [false, "Not now"]], (value) => {
      session.answer("wants_grounding", value);
      steady.replaceChildren(...(value ? [groundingLink(session)] : []));
    }),
    steady, help(),
  ];
}

// Whoever has just come out of the one is not sent back into it. Both are on the device with their voice.
const groundingLink = ({ body }) => body.practice === "five-senses"
  ? h("a", { class: "btn", href: "/practise/soothing-touch/?seconds=60", "data-begin": true }, "Sixty seconds of soothing touch")
  : h("a", { class: "btn", href: "/practise/five-senses/?seconds=60", "data-begin": true }, "Sixty seconds with the five senses");

export function afterPractice({ session, writing, ended, practised, leave }) {
  const stopped = ended === "stopped";
  const heading = h("h2", { class: "big", tabindex: "-1" }, stopped ? "You stopped. That is a good thing to be able to do." : "You are back.");
  const counted = practised >= 5 ? h("p", {}, stopped ? `${sayLength(practised)} of practice, and they count in full.` : `${sayLength(practised)} of practice.`) : null;
  const node = h("div", { class: "after stack wide" },
    h("div", { class: "stack" }, heading, counted),
    stopped ? h("section", { class: "stack steady" }, h("p", {}, "If you would like something steady, one minute of this is enough:"),
      h("ol", {}, STEADY.map((line) => h("li", {}, line))), h("p", {}, groundingLink(session)), help()) : null,
    writing?.readBack(),
    session.counts ? h("section", { class: "stack" }, h("p", { class: "soft" }, "Two taps, if you like. They help to choose what suits you."),
      ...questions(session, h("div", { class: "stack", "aria-live": "polite" }))) : null,
    h("p", {}, h("button", { class: "btn full", type: "button", onclick: leave }, "Done")));
  return { node, heading };
}

// What still hurts is nothing to take along; the steady minute and the people to call stay in reach.
function parting(session, hurts) {
  if (hurts) return [h("p", {}, "You can leave the practice here. If it goes on hurting, it need not be carried alone."), h("p", {}, groundingLink(session)), help()];
  return [h("p", {}, session.practised >= 5 ? "Take a little of it along, into whatever comes next." : "Come back whenever you like.")];
}

export function farewell(session) {
  const heading = h("h2", { class: "big", tabindex: "-1" }, "Go gently.");
  return {
    heading,
    node: h("div", { class: "after farewell stack" }, heading,
      ...parting(session, session.checkIn?.hurt === "still_here"),
      h("p", {}, h("a", { class: "btn quiet", href: "/" }, "First page"), " ", h("a", { class: "btn quiet", href: "/you/" }, "What you practised"))),
  };
}
