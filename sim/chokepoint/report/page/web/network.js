// The firms that lose most and what they trade, in columns: who is denied to sell, who is denied to buy, and the others.
"use strict";

/// Places in a frame of `width` by `height`: a column of the chart for each column of firms that has any.
function placesOf(data, width, height) {
  const used = [0, 1, 2].filter((column) => data.nodes.some((node) => node.column === column));
  const count = used.map((column) => data.nodes.filter((node) => node.column === column).length);
  const next = used.map(() => 0);
  return data.nodes.map((node) => {
    const c = used.indexOf(node.column);
    return [used.length === 1 ? width / 2 : (width * c) / (used.length - 1), ((next[c]++ + 0.5) * height) / count[c]];
  });
}

/// The chart is fitted to its nodes: two that are not seen keep the frame when the others stand in a line.
function frameNodes(width, height) {
  const unseen = { symbolSize: 0, silent: true, label: { show: false }, tooltip: { show: false } };
  return [{ ...unseen, id: "first", x: 0, y: 0 }, { ...unseen, id: "last", x: width, y: height }];
}

function networkNodes(data, look, view, places, margin) {
  const most = Math.max(...data.nodes.map((node) => Math.abs(node.loss)), 1e-9);
  const many = data.nodes.filter((node) => node.column === 1).length > 4;
  const sides = ["left", many ? "right" : "top", "right"];
  return data.nodes.map((node, k) => ({
    id: String(k), name: node.name, x: places[k][0], y: places[k][1], value: node.loss,
    symbol: node.loss < 0 ? "diamond" : "circle",
    symbolSize: 5 + 24 * Math.sqrt(Math.abs(node.loss) / most),
    itemStyle: { color: node.loss < 0 ? look.gain : look.loss, borderColor: look.paper, borderWidth: 1 },
    label: {
      show: true, color: look.ink, fontSize: view.width < NARROW ? 9.5 : 11.5, position: sides[node.column],
      formatter: shortened(node.name, Math.max(8, Math.floor(margin / 7.2))), textBorderColor: look.paper, textBorderWidth: 2,
    },
  }));
}

function networkLinks(data, look) {
  const most = Math.max(...data.links.map((link) => link.usd), 1e-9);
  return data.links.map((link) => ({
    source: String(link.from), target: String(link.to), usd: link.usd, denied: link.denied,
    lineStyle: {
      color: link.denied ? look.loss : look.soft, type: link.denied ? [5, 3] : "solid", opacity: link.denied ? 0.9 : 0.45,
      width: 0.8 + 4 * Math.sqrt(link.usd / most), curveness: data.nodes[link.from].column === data.nodes[link.to].column ? 0.5 : 0.06,
    },
  }));
}

function networkOption(data, look, view) {
  const columns = [0, 1, 2].map((column) => data.nodes.filter((node) => node.column === column).length);
  const height = Math.max(240, 22 * Math.max(...columns));
  const margin = Math.min(190, view.width * 0.27);
  const width = view.width - 2 * margin;
  const frame = frameOf(look);
  return {
    ...frame,
    height,
    tooltip: { ...frame.tooltip, formatter: (item) => networkText(data, item) },
    series: [{
      type: "graph", layout: "none", coordinateSystem: null, roam: "move", zoom: view.zoom || 1, draggable: false,
      left: margin, right: margin, top: 24, bottom: 14, preserveAspect: false,
      data: [...networkNodes(data, look, view, placesOf(data, width, height), margin), ...frameNodes(width, height)],
      links: networkLinks(data, look), edgeSymbol: ["none", "arrow"], edgeSymbolSize: 5,
      emphasis: { focus: "adjacency", scale: false }, labelLayout: { hideOverlap: false }, nodeScaleRatio: 0,
    }],
  };
}

function networkText(data, item) {
  if (item.dataType === "edge") {
    const ends = [item.data.source, item.data.target].map((k) => shortened(data.nodes[Number(k)].name, 60));
    return `${ends[0]} to ${ends[1]}\n${readable(item.data.usd)} ${data.money}${item.data.denied ? ", denied" : ""}`;
  }
  return `${shortened(item.name, 60)}\nloses ${data.nodes[Number(item.data.id)].words}`;
}

/// A row a link.
function networkRows(data) {
  return [["supplier", "customer", data.money, "policy"],
    ...data.links.map((link) => [data.nodes[link.from].name, data.nodes[link.to].name, link.usd, link.denied ? "denied" : "open"])];
}
