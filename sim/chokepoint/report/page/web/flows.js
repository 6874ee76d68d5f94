// What is denied of a year's trade: from exporters through products to customers.
"use strict";

function flowsOption(data, look, view) {
  const narrow = view.width < NARROW;
  const sides = ["right", "right", "left"];
  const count = [0, 1, 2].map((layer) => data.nodes.filter((node) => node.layer === layer).length);
  const frame = frameOf(look);
  const nodes = data.nodes.map((node, k) => ({
    name: String(k), depth: node.layer,
    itemStyle: { color: node.layer === 0 ? look.loss : node.layer === 1 ? look.soft : look.ink },
    label: {
      position: sides[node.layer], color: look.ink, fontSize: narrow ? 10 : 12,
      formatter: shortened(node.name, narrow ? 15 : 30), textBorderColor: look.paper, textBorderWidth: 2,
    },
  }));
  return {
    ...frame,
    height: Math.max(180, 34 * Math.max(...count) + 20),
    tooltip: { ...frame.tooltip, formatter: (item) => flowText(data, item) },
    series: [{
      type: "sankey", left: 4, right: 4, top: 10, bottom: 10, nodeGap: 14, nodeWidth: narrow ? 10 : 16, draggable: false, layoutIterations: 32,
      data: nodes, links: data.links.map((link) => ({ source: String(link.from), target: String(link.to), value: link.usd })),
      lineStyle: { color: look.soft, opacity: 0.3, curveness: 0.5 }, emphasis: { focus: "adjacency" },
    }],
  };
}

function flowText(data, item) {
  const name = (k) => shortened(data.nodes[Number(k)].name, 60);
  const what = item.dataType === "edge" ? `${name(item.data.source)} to ${name(item.data.target)}` : name(item.name);
  return `${what}\n${readable(item.value)} ${data.money} denied`;
}

/// A row a link, from an exporter to a product or from a product to a customer.
function flowsRows(data) {
  return [["from", "to", data.money], ...data.links.map((link) => [data.nodes[link.from].name, data.nodes[link.to].name, link.usd])];
}
