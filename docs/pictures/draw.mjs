// Draws a captured terminal screen as SVG.
// Usage: draw.mjs TITLE X,Y,SHOWN <SCREEN >SVG; SCREEN is what `tmux capture-pane -e -p -N` prints, the cursor comes as
// column, row, and whether it is shown (0 or 1).
import { readFileSync } from "node:fs";

const CELL = { width: 8.4, height: 19, font: 14, base: 14 };
const MARGIN = { side: 18, top: 44, bottom: 16 };
const GROUND = "#16181d";
const FRAME = "#2b2f38";
const TEXT = "#d7dae0";
const FAINT = 0.62;
// The sixteen colors, chosen for contrast on GROUND: normal, then bright.
const COLORS = [
  "#3b4048", "#f2777a", "#8fd18b", "#f2c76e", "#7fb2f0", "#d59be6", "#6fcfd6", "#d7dae0",
  "#7d8594", "#ff9497", "#a9e5a5", "#ffdc8f", "#a3ccff", "#e7b7f5", "#93e6ec", "#ffffff",
];
const FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";

const PLAIN = { color: null, ground: null, bold: false, faint: false, italic: false, underline: false, reverse: false };

/** The color of the 256-color table. */
function indexed(number) {
  if (number < 16) return COLORS[number];
  if (number >= 232) return hex(Array(3).fill(8 + 10 * (number - 232)));
  const level = (step) => (step === 0 ? 0 : 55 + 40 * step);
  const cube = number - 16;
  return hex([level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)]);
}

function hex(parts) {
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** What a list of SGR numbers makes of a style. */
function restyle(style, numbers) {
  let next = { ...style };
  for (let at = 0; at < numbers.length; at += 1) {
    const code = numbers[at];
    if (code === 0) next = { ...PLAIN };
    else if (code === 1) next.bold = true;
    else if (code === 2) next.faint = true;
    else if (code === 3) next.italic = true;
    else if (code === 4) next.underline = true;
    else if (code === 7) next.reverse = true;
    else if (code === 22) next.bold = next.faint = false;
    else if (code === 23) next.italic = false;
    else if (code === 24) next.underline = false;
    else if (code === 27) next.reverse = false;
    else if (code >= 30 && code <= 37) next.color = COLORS[code - 30];
    else if (code >= 90 && code <= 97) next.color = COLORS[code - 82];
    else if (code === 39) next.color = null;
    else if (code >= 40 && code <= 47) next.ground = COLORS[code - 40];
    else if (code >= 100 && code <= 107) next.ground = COLORS[code - 92];
    else if (code === 49) next.ground = null;
    else if (code === 38 || code === 48) {
      const deep = numbers[at + 1] === 2;
      const color = deep ? hex(numbers.slice(at + 2, at + 5)) : indexed(numbers[at + 2]);
      next[code === 38 ? "color" : "ground"] = color;
      at += deep ? 4 : 2;
    }
  }
  return next;
}

/** How many cells a character takes. */
function cells(character) {
  if (/\p{Mark}/u.test(character)) return 0;
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\u{1f300}-\u{1faff}]/u.test(character) ? 2 : 1;
}

function width(text) {
  return [...text].reduce((sum, character) => sum + cells(character), 0);
}

/** Runs of one style: column, width in cells, text, style. A style lasts over the end of a line. */
function runs(screen) {
  let style = { ...PLAIN };
  return screen.map((line) => {
    const found = [];
    let column = 0;
    for (const [, sgr, escape, character] of line.matchAll(/\x1b\[([\d;:]*)m|(\x1b\[[^@-~]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()].)|(.)/gsu)) {
      if (escape !== undefined) continue;
      if (sgr !== undefined) {
        style = restyle(style, sgr.split(/[;:]/).map(Number));
        continue;
      }
      const taken = cells(character);
      const last = found.at(-1);
      if (last && last.style === style && taken < 2) {
        last.text += character;
        last.cells += taken;
      } else {
        found.push({ column, cells: taken, text: character, style });
      }
      column += taken;
    }
    return found;
  });
}

function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

function number(value) {
  return String(Math.round(value * 100) / 100);
}

function left(column) {
  return number(MARGIN.side + column * CELL.width);
}

function rule(x, y, wide, high, color, style) {
  const opacity = style.faint ? ` opacity="${FAINT}"` : "";
  return `<rect x="${number(x)}" y="${number(y)}" width="${number(wide)}" height="${number(high)}" fill="${color}"${opacity}/>`;
}

function drawn(run, row) {
  const { style } = run;
  const color = style.reverse ? (style.ground ?? GROUND) : (style.color ?? TEXT);
  const ground = style.reverse ? (style.color ?? TEXT) : style.ground;
  const top = MARGIN.top + row * CELL.height;
  const parts = [];
  if (ground) {
    parts.push(`<rect x="${left(run.column)}" y="${number(top)}" width="${number(run.cells * CELL.width + 0.3)}" height="${CELL.height}" fill="${ground}"/>`);
  }
  const marks = [
    color === TEXT ? "" : ` fill="${color}"`,
    style.bold ? ' font-weight="700"' : "",
    style.italic ? ' font-style="italic"' : "",
    style.underline ? ' text-decoration="underline"' : "",
    style.faint ? ` opacity="${FAINT}"` : "",
  ].join("");
  // Rules are drawn as lines: glyphs of most fonts leave gaps between rows.
  let at = run.column;
  for (const character of run.text) {
    const x = MARGIN.side + at * CELL.width;
    if (character === "│") parts.push(rule(x + CELL.width / 2 - 0.5, top, 1, CELL.height, color, style));
    at += cells(character);
  }
  for (const line of run.text.matchAll(/─+/gu)) {
    const x = MARGIN.side + (run.column + width(run.text.slice(0, line.index))) * CELL.width;
    parts.push(rule(x, top + CELL.height / 2, width(line[0]) * CELL.width, 1, color, style));
  }
  // Each piece between gaps is placed by itself, so that columns stay columns in every font.
  for (const piece of run.text.matchAll(/[^\s│─]+(?: [^\s│─]+)*/gu)) {
    const column = run.column + width(run.text.slice(0, piece.index));
    const length = number(width(piece[0]) * CELL.width);
    parts.push(`<text x="${left(column)}" y="${number(top + CELL.base)}" textLength="${length}"${marks}>${escaped(piece[0])}</text>`);
  }
  return parts.join("");
}

const [title, cursor] = process.argv.slice(2);
const [x, y, shown] = cursor.split(",").map(Number);
const screen = readFileSync(0, "utf8").replace(/\n$/, "").split("\n");
const rows = runs(screen);
const columns = Math.max(...rows.map((row) => row.reduce((sum, run) => Math.max(sum, run.column + run.cells), 0)));
const wide = 2 * MARGIN.side + columns * CELL.width;
const high = MARGIN.top + rows.length * CELL.height + MARGIN.bottom;
const lights = ["#f2777a", "#f2c76e", "#8fd18b"].map((fill, at) => `<circle cx="${24 + 20 * at}" cy="17" r="6" fill="${fill}"/>`);
const caret = shown
  ? [`<rect x="${left(x)}" y="${number(MARGIN.top + y * CELL.height + 1)}" width="${CELL.width}" height="${CELL.height - 2}" fill="${TEXT}" opacity="0.75"/>`]
  : [];

const svg = [
  `<svg xmlns="http://www.w3.org/2000/svg" width="${number(wide)}" height="${number(high)}" viewBox="0 0 ${number(wide)} ${number(high)}" role="img">`,
  `<title>${escaped(title)}</title>`,
  `<rect width="100%" height="100%" rx="10" fill="${GROUND}"/>`,
  `<path d="M0 34V10A10 10 0 0 1 10 0H${number(wide - 10)}A10 10 0 0 1 ${number(wide)} 10V34Z" fill="${FRAME}"/>`,
  ...lights,
  `<g font-family="${FONTS}" font-size="${CELL.font}" fill="${TEXT}">`,
  `<text x="${number(wide / 2)}" y="22" text-anchor="middle" font-size="13" opacity="0.75">${escaped(title)}</text>`,
  ...rows.map((row, at) => row.map((run) => drawn(run, at)).join("")).filter((line) => line),
  ...caret,
  "</g>",
  "</svg>",
  "",
];
process.stdout.write(svg.join("\n"));
