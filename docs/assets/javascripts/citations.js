// Cards for the marks of citations and errata: what a mark stands for, shown beside it.
// The card is made of the entry that the page's own lists hold. Without this script, or where a browser
// has no popovers, a mark is a link to the entry; with it, a mark is a button that opens the card.

(() => {
"use strict"

const words = JSON.parse(document.getElementById("digest-words")?.textContent || "{}")
const MARKS = "a.cite, a.erratum-mark[data-note]"
// Pixels between the card and the edges of the window, and between the card and its mark.
const MARGIN = 12
const GAP = 8

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

/** What an element of the lists holds, without marks: only they have ids, which must not be there twice. */
function copied(from) {
  const copy = from.cloneNode(true)
  copy.querySelectorAll(".cites, .erratum-mark").forEach((mark) => mark.remove())
  return copy.childNodes
}

function paragraph(className, from) {
  return from ? [element("p", { className }, ...copied(from))] : []
}

/** The heading under which a mark stands. */
function headingOf(mark) {
  const before = [...document.querySelectorAll("article :is(h1, h2, h3, h4)[id]")].filter(
    (heading) => heading.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING,
  )
  return before.at(-1)
}

// --- what cards hold -----------------------------------------------------------------------------

function citationParts(mark) {
  const entry = document.getElementById(mark.hash.slice(1))
  const group = entry?.closest(".references-group")
  if (!group) return null
  const source = element("p", { className: "card-source" }, ...copied(group.querySelector(".references-short")), " · ")
  source.append(...copied(group.querySelector(".references-date")))

  const page = entry.querySelector(".reference-page")
  const where = [...(page ? [...copied(page), " · "] : []), ...copied(entry.querySelector(".reference-lines"))]

  const links = []
  const treated = entry.querySelector(".reference-treated")
  const heading = headingOf(mark)
  // A link to the section in which the reader is would lead nowhere.
  const here = treated?.pathname === location.pathname && treated.hash === `#${heading?.id}`
  if (treated && !here) links.push(element("a", { href: treated.href }, ...copied(treated)))
  links.push(element("a", { href: mark.hash, textContent: words["reference-entry"] }))
  return {
    title: [source, ...paragraph("card-label", entry.querySelector(".reference-label"))],
    body: [
      element("p", { className: "card-lines" }, ...where),
      ...paragraph("card-check", entry.querySelector(".reference-check:not(.reference-unchecked)")),
      ...paragraph("card-check card-unchecked", entry.querySelector(".reference-unchecked")),
    ],
    links,
  }
}

function erratumParts(mark) {
  const note = document.getElementById(mark.dataset.note)
  if (!note) return null
  // On the page with the table of errata its rows are the notes; their first cell says where.
  const facts = note.cells
    ? [...note.cells].slice(1).map((cell) => [cell.dataset.label, cell])
    : [...note.querySelectorAll("dl > div")].map((row) => [row.firstElementChild.textContent, row.lastElementChild])
  const list = element("dl")
  for (const [label, from] of facts) {
    list.append(element("dt", { textContent: label }), element("dd", {}, ...copied(from)))
  }
  return {
    title: [element("p", { className: "card-label", textContent: mark.getAttribute("aria-label") })],
    body: [list],
    links: [element("a", { href: mark.href, textContent: words["errata-entry"] })],
  }
}

// --- the one card of the page ----------------------------------------------------------------------

const card = element("div", { id: "mark-card", className: "mark-card", tabIndex: -1, popover: "auto" })
card.setAttribute("role", "dialog")
card.setAttribute("aria-labelledby", "mark-card-title")
let opener = null
// The press that closes an open card would otherwise open it again when it becomes a click.
let closing = null

function fill(parts) {
  const close = element("button", { type: "button", className: "card-close", textContent: "×" })
  close.setAttribute("aria-label", words.close)
  close.addEventListener("click", () => card.hidePopover())
  const title = element("div", { id: "mark-card-title" }, ...parts.title)
  const links = element("ul", { className: "card-links" }, ...parts.links.map((link) => element("li", {}, link)))
  card.replaceChildren(title, ...parts.body, links, close)
}

/** Put the card below its mark, or above it where there is more room, and inside the window. */
function place() {
  const mark = opener.getBoundingClientRect()
  const width = document.documentElement.clientWidth
  // The header covers the top of the window.
  const top = Math.max(0, document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0)
  const below = innerHeight - mark.bottom - GAP - MARGIN
  const above = mark.top - top - GAP - MARGIN
  card.style.maxHeight = ""
  const isBelow = below >= card.offsetHeight || below >= above
  card.style.maxHeight = `${Math.max(isBelow ? below : above, 120)}px`
  const left = mark.left + mark.width / 2 - card.offsetWidth / 2
  card.style.left = `${scrollX + Math.max(MARGIN, Math.min(left, width - card.offsetWidth - MARGIN))}px`
  card.style.top = `${scrollY + (isBelow ? mark.bottom + GAP : mark.top - GAP - card.offsetHeight)}px`
}

function open(mark) {
  const parts = mark.matches(".cite") ? citationParts(mark) : erratumParts(mark)
  if (!parts) return false
  fill(parts)
  opener = mark
  // Beside the mark, the card follows it in the order of reading and of the Tab key.
  const beside = mark.closest("sup") || mark
  beside.after(card)
  mark.setAttribute("aria-expanded", "true")
  card.showPopover()
  place()
  card.focus({ preventScroll: true })
  return true
}

card.addEventListener("beforetoggle", (event) => {
  if (event.newState !== "closed") return
  opener.setAttribute("aria-expanded", "false")
  // Browsers give the focus back to where it was; not all of them had given it to a mark that was clicked.
  if (card.contains(document.activeElement)) opener.focus({ preventScroll: true })
})

card.addEventListener("focusout", ({ relatedTarget: next }) => {
  if (next && next !== opener && !card.contains(next)) card.hidePopover()
})

card.addEventListener("click", (event) => {
  if (event.target.closest("a")) card.hidePopover()
})

addEventListener("resize", () => {
  if (card.matches(":popover-open")) place()
})

document.addEventListener(
  "pointerdown",
  ({ target }) => {
    closing = card.isConnected && card.matches(":popover-open") && target.closest(MARKS) === opener ? opener : null
  },
  true,
)

function enhance(mark) {
  mark.setAttribute("role", "button")
  mark.setAttribute("aria-haspopup", "dialog")
  mark.setAttribute("aria-expanded", "false")
  mark.addEventListener("click", (event) => {
    // To open the entry in a tab of its own is still the reader's choice.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    const wasOpen = closing === mark || (card.isConnected && card.matches(":popover-open") && opener === mark)
    closing = null
    if (wasOpen) {
      event.preventDefault()
      if (card.matches(":popover-open")) card.hidePopover()
    } else if (open(mark)) {
      event.preventDefault()
    }
  })
  mark.addEventListener("keydown", (event) => {
    if (event.key !== " ") return
    event.preventDefault()
    mark.click()
  })
}

if (HTMLElement.prototype.showPopover) document.querySelectorAll(MARKS).forEach(enhance)
})()
