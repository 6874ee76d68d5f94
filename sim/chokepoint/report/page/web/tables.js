// Tables on a phone: a row shows its name and the columns that matter most, and unfolds to all of them.
"use strict";

function prepareTables(root) {
  for (const row of root.querySelectorAll("table.keyed tbody tr")) {
    const head = row.querySelector("th");
    if (head.querySelector(".unfold")) continue;
    const opener = button("", `All numbers of ${head.textContent}`, () => {
      const open = row.classList.toggle("unfolded");
      opener.setAttribute("aria-expanded", String(open));
    });
    opener.className = "unfold";
    opener.setAttribute("aria-expanded", "false");
    head.append(opener);
  }
}
