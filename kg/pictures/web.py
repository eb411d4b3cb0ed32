"""A picture as one HTML page that needs no other file: under the pointer it tells more, and shows what is tied to what."""

from __future__ import annotations

import base64
import hashlib
import html
import re

from kg.pictures.page import FONTS, Picture

_STYLE = f"""
:root {{ color-scheme: light dark; }}
body {{ margin: 0; padding: 16px; font-family: {FONTS}; background: light-dark(#eef0f2, #16181b); }}
main {{ width: max-content; max-width: 100%; margin: 0 auto; overflow: auto; background: #fff; border-radius: 8px; }}
svg {{ display: block; max-width: max(100%, 1400px); height: auto; }}
g[data-id] {{ cursor: default; }}
g[data-id]:focus {{ outline: none; }}
g[data-id]:focus-visible > rect {{ stroke: #d9480f; stroke-width: 3; }}
svg.lit g[data-id], svg.lit [data-ends] {{ opacity: .22; }}
svg.lit .on.on {{ opacity: 1; }}
svg.lit g.on > line {{ stroke: #5f6b78; }}
#tip {{ position: fixed; max-width: 30em; padding: 6px 10px; border-radius: 6px; background: #22272e; color: #fff;
  font-size: 13px; line-height: 1.5; white-space: pre-line; overflow-wrap: anywhere; pointer-events: none; }}
#tip[hidden] {{ display: none; }}
"""
# What is scraped stands in the page as text only; the script takes it from there and never as markup.
_SCRIPT = """
const svg = document.querySelector('svg'), tip = document.getElementById('tip');
const things = [...svg.querySelectorAll('g[data-id]')], ties = [...svg.querySelectorAll('[data-ends]')];
const said = new Map();
for (const g of [...things, ...ties]) {
  const title = g.querySelector(':scope > title');
  if (title) { said.set(g, title.textContent); g.setAttribute('aria-label', title.textContent); title.remove(); }
}
for (const g of things) { g.setAttribute('tabindex', '0'); g.setAttribute('role', 'img'); }
function clear() {
  svg.classList.remove('lit');
  for (const g of svg.querySelectorAll('.on')) g.classList.remove('on');
  tip.hidden = true;
}
function show(g, x, y) {
  clear();
  const ends = new Set(g.dataset.ends ? g.dataset.ends.split(' ') : [g.dataset.id]);
  if (ties.length) {
    svg.classList.add('lit');
    const near = new Set(ends);
    for (const t of ties) {
      const both = t.dataset.ends.split(' ');
      if (g.dataset.ends ? t.dataset.ends === g.dataset.ends : both.some(e => ends.has(e))) {
        t.classList.add('on');
        for (const e of both) near.add(e);
      }
    }
    for (const t of things) if (near.has(t.dataset.id)) t.classList.add('on');
  }
  if (!said.has(g)) return;
  tip.textContent = said.get(g);
  tip.hidden = false;
  tip.style.left = Math.max(4, Math.min(x + 14, innerWidth - tip.offsetWidth - 8)) + 'px';
  tip.style.top = (y + 18 + tip.offsetHeight > innerHeight ? Math.max(4, y - tip.offsetHeight - 12) : y + 18) + 'px';
}
svg.addEventListener('pointermove', e => {
  const g = e.target.closest('g[data-id], g[data-ends]');
  if (g) show(g, e.clientX, e.clientY); else clear();
});
svg.addEventListener('pointerleave', clear);
svg.addEventListener('focusin', e => {
  const g = e.target.closest('g[data-id]');
  if (g) { const box = g.getBoundingClientRect(); show(g, box.left, box.bottom - 10); }
});
svg.addEventListener('focusout', clear);
addEventListener('keydown', e => { if (e.key === 'Escape') clear(); });
"""


def page(picture: Picture) -> str:
    """The page of a picture.

    >>> page(Picture("张春生", "<svg/>")).startswith("<!DOCTYPE html>")
    True
    """
    allowed = "; ".join([
        "default-src 'none'", f"style-src '{_digest(_STYLE)}'",
        f"script-src '{_digest(_SCRIPT)}'", "base-uri 'none'", "form-action 'none'",
    ])
    svg = re.sub(r"^<\?xml.*?\?>", "", picture.svg)
    return (
        '<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{allowed}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(picture.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{svg}</main>\n"
        f'<div id="tip" role="status" hidden></div>\n<script>{_SCRIPT}</script>\n</body>\n</html>\n'
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
