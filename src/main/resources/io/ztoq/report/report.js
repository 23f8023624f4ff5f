(function () {
  'use strict';
  if (typeof Chart === 'undefined') { return; }
  var figures = JSON.parse(document.getElementById('figures').textContent);
  var drawn = [];
  function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim(); }
  function percent(part, whole) { return whole === 0 ? 0 : part * 100 / whole; }
  function count(n) { return n.toLocaleString('en-US'); }
  function base() {
    return {
      indexAxis: 'y', responsive: true, maintainAspectRatio: false, animation: false,
      color: colour('ink'),
      scales: {
        x: { stacked: true, grid: { color: colour('line') }, ticks: { color: colour('soft'), precision: 0 }, border: { display: false } },
        y: { stacked: true, grid: { display: false }, ticks: { color: colour('ink') }, border: { display: false } }
      },
      plugins: {
        legend: { position: 'bottom', labels: { color: colour('ink'), boxWidth: 12, boxHeight: 12, useBorderRadius: true, borderRadius: 3 } }
      }
    };
  }
  function bars(label, tone, values) {
    return { label: label, data: values, backgroundColor: colour(tone), barThickness: 18, borderRadius: 2 };
  }
  var charts = {
    objects: function (rows) {
      var states = [['verified', 'Verified', 'good'], ['written', 'Written, not read back', 'bar-written'],
        ['different', 'Different', 'bar-warn'], ['open', 'Open', 'bar-open'], ['rejected', 'Rejected or held', 'bar-bad']];
      var whole = rows.map(function (r) { return states.reduce(function (sum, s) { return sum + r[s[0]]; }, 0); });
      var options = base();
      options.scales.x.max = 100;
      options.scales.x.ticks.callback = function (v) { return v + ' %'; };
      options.plugins.tooltip = { callbacks: { label: function (item) {
        return item.dataset.label + ': ' + count(rows[item.dataIndex][item.dataset.key]); } } };
      return { options: options, data: {
        labels: rows.map(function (r) { return r.name; }),
        datasets: states.filter(function (s) { return rows.some(function (r) { return r[s[0]] > 0; }); })
          .map(function (s) {
            var set = bars(s[1], s[2], rows.map(function (r, i) { return percent(r[s[0]], whole[i]); }));
            set.key = s[0];
            return set;
          })
      } };
    },
    phases: function (rows) {
      var tones = { DONE: 'good', RUNNING: 'open', FAILED: 'bad', STOPPED: 'warn' };
      var options = base();
      options.scales.x.stacked = false;
      options.scales.x.title = { display: true, text: 'seconds since the run began', color: colour('soft') };
      options.plugins.legend.display = false;
      options.plugins.tooltip = { callbacks: { label: function (item) {
        return (item.raw[1] - item.raw[0]).toFixed(1) + ' s'; } } };
      var set = bars('Phase', 'good', rows.map(function (r) { return [r.from, r.to]; }));
      set.backgroundColor = rows.map(function (r) { return colour(tones[r.state] || 'plain'); });
      set.minBarLength = 3;
      return { options: options, data: { labels: rows.map(function (r) { return r.name; }), datasets: [set] } };
    },
    losses: function (rows) {
      var kinds = [['ERROR', 'Error', 'bar-bad'], ['WARNING', 'Warning', 'bar-warn'], ['INFO', 'Info', 'bar-open']];
      return { options: base(), data: {
        labels: rows.map(function (r) { return r.name; }),
        datasets: kinds.filter(function (k) { return rows.some(function (r) { return r[k[0]] > 0; }); })
          .map(function (k) { return bars(k[1], k[2], rows.map(function (r) { return r[k[0]] || 0; })); })
      } };
    },
    calls: function (rows) {
      var options = base();
      options.plugins.legend.display = false;
      var set = bars('Calls', 'open', rows.map(function (r) { return r.count; }));
      set.backgroundColor = rows.map(function (r) { return colour(r.name.indexOf('zephyr') === 0 ? 'bar-open' : 'bar-written'); });
      return { options: options, data: { labels: rows.map(function (r) { return r.name; }), datasets: [set] } };
    }
  };
  function draw() {
    drawn.splice(0).forEach(function (chart) { chart.destroy(); });
    document.querySelectorAll('[data-chart]').forEach(function (place) {
      var name = place.getAttribute('data-chart');
      var rows = figures[name] || [];
      if (rows.length === 0) { return; }
      var made = charts[name](rows);
      var legend = made.data.datasets.length > 1 || made.options.plugins.legend.display !== false;
      place.textContent = '';
      place.classList.add('drawn');
      place.style.height = (rows.length * 30 + 34 + (legend ? 34 : 0) + (name === 'phases' ? 20 : 0)) + 'px';
      var canvas = document.createElement('canvas');
      canvas.setAttribute('aria-hidden', 'true');
      place.appendChild(canvas);
      drawn.push(new Chart(canvas, { type: 'bar', data: made.data, options: made.options }));
    });
  }
  draw();
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('details').forEach(function (d) { d.open = true; });
    drawn.forEach(function (chart) { chart.resize(); });
  });
})();
