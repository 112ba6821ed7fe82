// Monaco reads #rrggbb only; a minified style sheet says #fff.
export function inFull(colour) {
  return /^#[0-9a-f]{3,4}$/i.test(colour) ? colour.replace(/[0-9a-f]/gi, '$&$&') : colour;
}
