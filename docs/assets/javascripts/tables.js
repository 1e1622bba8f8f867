// Sorting and filtering of generated tables. Without it they read as they stand: it only adds controls.
// A cell's `data-rank` is its place in the order of its column, -1 where there is nothing to sort by;
// `data-facets` are the values by which a reader can choose rows.

(() => {
"use strict"

const words = JSON.parse(document.getElementById("digest-words")?.textContent || "{}")
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true })

// Shorter tables are seen at a glance.
const ROWS_WORTH_FILTERING = 9
const ROWS_WORTH_SORTING = 4
// Of longer tables the first rows are shown, and the rest on request.
const ROWS_WORTH_CUTTING = 40
const ROWS_SHOWN_FIRST = 20

const plain = (text) => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim()
const compact = (text) => text.replace(/ /g, "")
const fill = (pattern, ...values) => pattern.replace(/\{(\d*)\}/g, (_, index) => values[Number(index)])

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

function labelled(text, control, className) {
  return element("label", { className: `table-control ${className}` }, element("span", { textContent: text }), control)
}

function enhance(table) {
  const body = table.tBodies[0]
  const rows = [...body.rows].map((row, place) => ({
    row,
    place,
    text: plain(row.textContent),
    ranks: [...row.cells].map((cell) => Number(cell.dataset.rank)),
    facets: [...row.cells].map((cell) => (cell.dataset.facets || "").split("|").filter(Boolean)),
  }))
  const heads = [...table.tHead.rows[0].cells].map((head, column) => ({ head, column, name: head.textContent.trim() }))

  const order = sorting(rows, heads, body)
  if (rows.length >= ROWS_WORTH_FILTERING) filtering(table, rows, heads, order)
}

// --- sorting -----------------------------------------------------------------------------------

function sorting(rows, heads, body) {
  const sortable = heads.filter(({ column }) => new Set(rows.map(({ ranks }) => ranks[column])).size > 1)
  if (rows.length < ROWS_WORTH_SORTING || !sortable.length) return null

  const chooser = element("select")
  chooser.append(element("option", { value: "", textContent: words["order-as-listed"] }))
  const sort = (column, direction) => {
    const compare = (one, other) => {
      if (column === null) return one.place - other.place
      const [a, b] = [one.ranks[column], other.ranks[column]]
      if (a < 0 || b < 0) return (a < 0) - (b < 0) || one.place - other.place
      return (a - b) * direction || one.place - other.place
    }
    body.append(...[...rows].sort(compare).map(({ row }) => row))
    for (const { head, column: own } of sortable) {
      if (own === column) head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending")
      else head.removeAttribute("aria-sort")
    }
    chooser.value = column === null ? "" : `${column} ${direction}`
    body.dispatchEvent(new Event("sorted"))
  }
  for (const { head, column, name } of sortable) {
    const label = fill(words["sort-by"], name)
    const button = element("button", { type: "button", className: "sort-button", title: label })
    button.setAttribute("aria-label", label)
    button.addEventListener("click", () => sort(column, head.getAttribute("aria-sort") === "ascending" ? -1 : 1))
    // The arrow stays with the last word of its head.
    const text = head.lastChild
    const kept = element("span", { className: "sort-kept" })
    kept.append(text.splitText(text.data.trimEnd().lastIndexOf(" ") + 1), button)
    head.append(kept)
    for (const [direction, arrow] of [[1, "↑"], [-1, "↓"]]) {
      chooser.append(element("option", { value: `${column} ${direction}`, textContent: `${label} ${arrow}` }))
    }
  }
  chooser.addEventListener("change", () => {
    const [column, direction] = chooser.value.split(" ").map(Number)
    sort(chooser.value ? column : null, direction)
  })
  // Where rows are stacked there are no heads to press, so the order is chosen here.
  return labelled(words.order, chooser, "table-order")
}

// --- filtering ---------------------------------------------------------------------------------

function filtering(table, rows, heads, order) {
  const body = table.tBodies[0]
  const field = element("input", { type: "search", autocomplete: "off", spellcheck: false })
  const count = element("p", { className: "table-count" })
  count.setAttribute("role", "status")

  const choices = heads
    .filter(({ head }) => "facet" in head.dataset)
    .map(({ column, name }) => {
      const numbers = new Map()
      for (const value of rows.flatMap(({ facets }) => facets[column])) numbers.set(value, (numbers.get(value) || 0) + 1)
      const select = element("select")
      select.append(element("option", { value: "", textContent: words.all }))
      for (const value of [...numbers.keys()].sort(collator.compare)) {
        select.append(element("option", { value, textContent: `${value} (${numbers.get(value)})` }))
      }
      return { column, name, select, useful: numbers.size > 1 }
    })
    .filter(({ useful }) => useful)

  let whole = rows.length < ROWS_WORTH_CUTTING
  const more = element("button", { type: "button", className: "table-more" })
  more.textContent = fill(words["rows-all"], rows.length)
  more.addEventListener("click", () => {
    whole = true
    show()
    body.rows[ROWS_SHOWN_FIRST]?.querySelector("a, button")?.focus()
  })

  const show = () => {
    const query = plain(field.value)
    const terms = query.split(" ")
    const linked = decodeURIComponent(location.hash.slice(1))
    let shown = 0
    const narrowed = query || choices.some(({ select }) => select.value)
    for (const { row, text, facets } of rows) {
      // Korean compounds are written with and without spaces.
      const found = terms.every((term) => text.includes(term)) || compact(text).includes(compact(query))
      const chosen = choices.every(({ column, select }) => !select.value || facets[column].includes(select.value))
      // The row that the address names is always there.
      row.hidden = !(found && chosen) && !(linked && row.id === linked)
      if (!row.hidden) shown += 1
    }
    // In the order in which they stand now. On paper all are there.
    const cut = !whole && !narrowed
    for (const [place, row] of [...body.rows].entries()) {
      row.classList.toggle("row-later", cut && place >= ROWS_SHOWN_FIRST && !(linked && row.id === linked))
    }
    more.hidden = !cut
    if (cut) shown = ROWS_SHOWN_FIRST
    count.textContent = shown ? fill(words["rows-shown"], shown, rows.length) : words["filter-empty"]
  }

  body.addEventListener("sorted", show)
  field.addEventListener("input", show)
  for (const { select } of choices) select.addEventListener("change", show)
  const showLinked = () => {
    show()
    rows.find(({ row }) => row.id && row.matches(":target"))?.row.scrollIntoView()
  }
  addEventListener("hashchange", showLinked)

  const controls = element("div", { className: "table-controls" }, labelled(words.filter, field, "table-find"))
  controls.append(...choices.map(({ name, select }) => labelled(name, select, "table-choice")))
  if (order) controls.append(order)
  controls.append(count)
  table.parentElement.before(controls)
  table.parentElement.after(more)
  // The controls move the table down, and with it the row to which the browser has gone.
  showLinked()
}

document.querySelectorAll(".digest-table:not(.matrix) > table").forEach(enhance)
})()
