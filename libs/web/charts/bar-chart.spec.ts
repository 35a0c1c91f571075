import { describe, expect, it } from '@jest/globals';
import { barChart, type BarChart } from './bar-chart.js';

const chart: BarChart = {
  id: 'spend',
  title: 'Spend <by month>',
  description: 'Spend rose from £10 to £20.',
  labels: ['Apr 26', 'May 26'],
  series: [{ name: 'North & East', values: [10, 15] }, { name: 'South', values: [0, 5] }],
  format: (value) => `£${value}`,
};

function heights(svg: string): number[] {
  return [...svg.matchAll(/chart__bar--\d" x="[\d.]+" y="[\d.]+" width="[\d.]+" height="([\d.]+)"><title>/g)].map((match) => Number(match[1]));
}

describe('a bar chart', () => {
  it('names itself to screen readers and escapes what it is given', () => {
    const svg = barChart(chart);
    expect(svg).toContain('role="img" aria-labelledby="spend-title spend-desc"');
    expect(svg).toContain('Spend &lt;by month&gt;');
    expect(svg).toContain('May 26, North &amp; East: £15');
  });

  it('carries no inline style, which the content security policy would block', () => {
    expect(barChart(chart)).not.toMatch(/style=/);
  });

  it('draws bars in proportion: the scale runs 0 to 20 over 268 units', () => {
    expect(heights(barChart(chart))).toEqual([134, 0, 201, 67]);
    expect(heights(barChart({ ...chart, layout: 'grouped' })).length).toBe(4);
  });

  it('draws an empty month, and no data at all, without failing', () => {
    expect(barChart({ ...chart, labels: [], series: [] })).toContain('</svg>');
    expect(heights(barChart({ ...chart, series: [{ name: 'None', values: [0, 0] }] }))).toEqual([0, 0]);
  });
});
