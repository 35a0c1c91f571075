import { scaleBand, scaleLinear } from 'd3-scale';
import { escaped } from '../escaped.js';

/** One colour of bars: a name for the key and a value per label, none negative. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

/** A bar chart by month (or any labels). Always shown with its table; the table is the accessible form, the picture a summary. */
export interface BarChart {
  /** Unique on the page, for the ids of title and description. */
  readonly id: string;
  readonly title: string;
  /** What the chart says, in a sentence. */
  readonly description: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  /** Bars of one label on top of each other (the default) or side by side. */
  readonly layout?: 'stacked' | 'grouped';
  /** A value as text, for the axis and each bar's name. */
  readonly format: (value: number) => string;
}

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly series: number;
  readonly says: string;
}

const WIDTH = 720;
const HEIGHT = 320;
const LEFT = 84;
const BOTTOM = 40;
const KEY_HEIGHT = 28;
const COLOURS = 4;

/** The chart as SVG in a frame that scrolls on small screens: colours by class, all text escaped, at most four series. Print with `| safe`. */
export function barChart(chart: BarChart): string {
  if (chart.series.length > COLOURS) throw new RangeError(`A chart has at most ${COLOURS} series`);
  const id = escaped(chart.id);
  const bars = barsOf(chart);
  const { axis, grid } = axes(chart);
  return [
    `<div class="app-table" role="region" aria-label="Chart: ${escaped(chart.title)}" tabindex="0">`,
    `<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT + KEY_HEIGHT}" role="img" aria-labelledby="${id}-title ${id}-desc" xmlns="http://www.w3.org/2000/svg">`,
    `<title id="${id}-title">${escaped(chart.title)}</title>`,
    `<desc id="${id}-desc">${escaped(chart.description)}</desc>`,
    grid,
    ...bars.map(mark),
    axis,
    key(chart.series),
    '</svg></div>',
  ].join('');
}

function scales({ labels, series, layout = 'stacked' }: BarChart) {
  const totals = labels.map((_, index) => {
    const values = series.map((each) => each.values[index] ?? 0);
    return layout === 'stacked' ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values);
  });
  const x = scaleBand().domain(labels.map((_, index) => String(index))).range([LEFT, WIDTH]).paddingInner(0.3).paddingOuter(0.15);
  const y = scaleLinear().domain([0, Math.max(1, ...totals)]).nice(5).range([HEIGHT - BOTTOM, 12]);
  return { x, y };
}

function barsOf(chart: BarChart): Bar[] {
  const { x, y } = scales(chart);
  const { labels, series, layout = 'stacked', format } = chart;
  return labels.flatMap((at, index) => {
    let below = 0;
    return series.map((each, position) => {
      const value = each.values[index] ?? 0;
      const from = layout === 'stacked' ? below : 0;
      below += value;
      const width = layout === 'stacked' ? x.bandwidth() : x.bandwidth() / series.length;
      const left = (x(String(index)) ?? 0) + (layout === 'stacked' ? 0 : position * width);
      const top = y(from + value);
      const says = `${at}, ${each.name}: ${format(value)}`;
      return { x: round(left), y: round(top), width: round(width), height: round(y(from) - top), series: position, says };
    });
  });
}

function axes(chart: BarChart): { axis: string; grid: string } {
  const { x, y } = scales(chart);
  const grid = y.ticks(5).map((tick) => {
    const at = round(y(tick));
    const line = `<line class="chart__grid" x1="${LEFT}" x2="${WIDTH}" y1="${at}" y2="${at}"/>`;
    return `${line}${label({ x: LEFT - 8, y: at + 5, anchor: 'end', text: chart.format(tick) })}`;
  });
  // Twelve labels fit; beyond that every second (third…) one is printed, and the table has them all.
  const every = Math.ceil(chart.labels.length / 12);
  const axis = chart.labels.map((text, index) => {
    const middle = round((x(String(index)) ?? 0) + x.bandwidth() / 2);
    return index % every === 0 ? label({ x: middle, y: HEIGHT - BOTTOM + 22, anchor: 'middle', text }) : '';
  });
  const base = `<line class="chart__axis" x1="${LEFT}" x2="${WIDTH}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM}"/>`;
  return { axis: base + axis.join(''), grid: grid.join('') };
}

function key(series: readonly Series[]): string {
  const column = (WIDTH - LEFT) / COLOURS;
  return series
    .map((each, index) => {
      const left = LEFT + index * column;
      const square = `<rect class="chart__bar chart__bar--${index + 1}" x="${left}" y="${HEIGHT}" width="16" height="16"/>`;
      return `${square}${label({ x: left + 22, y: HEIGHT + 13, anchor: 'start', text: each.name })}`;
    })
    .join('');
}

function mark({ series, x, y, width, height, says }: Bar): string {
  const place = `x="${x}" y="${y}" width="${width}" height="${height}"`;
  return `<rect class="chart__bar chart__bar--${series + 1}" ${place}><title>${escaped(says)}</title></rect>`;
}

function label({ x, y, anchor, text }: { x: number; y: number; anchor: 'start' | 'middle' | 'end'; text: string }): string {
  return `<text class="chart__label" x="${x}" y="${y}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
