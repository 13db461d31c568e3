(() => {
  "use strict";
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase(document.documentElement.lang);

  const value = (row, at, numeric) => {
    const cell = row.cells[at];
    if (numeric) return "worth" in cell.dataset ? Number(cell.dataset.worth) : null;
    return cell.textContent.trim() || null;
  };

  const sort = (table, header, at) => {
    const numeric = header.classList.contains("number");
    const before = header.getAttribute("aria-sort");
    const way = before === "ascending" ? "descending" : before === "descending" ? "ascending" : numeric ? "descending" : "ascending";
    const sign = way === "ascending" ? 1 : -1;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", way);
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => ({ row, value: value(row, at, numeric) }));
    rows.sort((one, other) => {
      if (one.value === null || other.value === null) return (one.value === null) - (other.value === null);
      return sign * (numeric ? one.value - other.value : collator.compare(one.value, other.value));
    });
    body.append(...rows.map(({ row }) => row));
  };

  const makeSortable = (table) => {
    Array.from(table.tHead.rows[0].cells).forEach((header, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => sort(table, header, at));
    });
  };

  const makeFilter = (line, table) => {
    const input = line.querySelector("input");
    const status = line.querySelector("[role=status]");
    const rows = Array.from(table.tBodies[0].rows, (row) => ({ row, text: fold(row.textContent) }));
    input.addEventListener("input", () => {
      const words = fold(input.value).split(/\s+/u).filter(Boolean);
      let shown = 0;
      for (const { row, text } of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) shown += 1;
      }
      status.textContent = words.length ? status.dataset.text.replace("{shown}", shown).replace("{all}", rows.length) : "";
    });
    line.hidden = false;
  };

  for (const block of document.querySelectorAll(".table.sortable")) {
    const table = block.querySelector("table");
    makeSortable(table);
    const line = block.querySelector(".filter");
    if (line) makeFilter(line, table);
  }
})();
