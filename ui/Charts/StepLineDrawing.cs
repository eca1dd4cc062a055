using HourExchange.Plumbing.Sheets;
using HourExchange.Words.Reading;

namespace HourExchange.Ui.Charts;

/// <summary>A balance over time: it stays until it changes, so the line goes in steps. Zero is always drawn.</summary>
internal sealed class StepLineDrawing
{
    // A quarter of an hour, half an hour, then 1, 2 and 5 hours and their tenfolds.
    private static readonly long[] MinuteSteps = [15, 30, .. Enumerable.Range(0, 9).SelectMany(power => new[] { 60L, 120L, 300L }.Select(step => step * (long)Math.Pow(10, power)))];
    private static readonly int[] MonthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 240];

    private readonly StepLine _chart;
    private readonly Spelling _spelling;
    private readonly bool _isWide;
    private readonly double _width, _height, _left, _right, _top, _bottom;
    private readonly long _low, _high;
    private readonly List<Shape> _shapes = [];
    private readonly List<(double X, double Y, double Width)> _labels = [];

    private StepLineDrawing(StepLine chart, Spelling spelling, bool isWide)
    {
        (_chart, _spelling, _isWide) = (chart, spelling, isWide);
        (_width, _left, _right) = isWide ? (760d, 58d, 680d) : (330d, 48d, 322d);
        var (legend, taken) = Drawing.Legend([.. chart.Thresholds.Select(threshold => threshold.Name).Where(name => name.Length > 0).Distinct().Select(name => ((Shape)new Line("cap", ""), name))], _width);
        _shapes.AddRange(legend);
        _top = taken + 18;
        (_bottom, _height) = isWide ? (taken + 246, taken + 276) : (taken + 196, taken + 226);
        var minutes = chart.Points.Select(point => point.Minutes).Concat(chart.Thresholds.Select(threshold => threshold.Minutes)).Append(0).ToList();
        (_low, _high) = (minutes.Min(), minutes.Max());
        _high = _high == _low ? _low + 60 : _high;
    }

    /// <exception cref="InvalidOperationException">There is no point.</exception>
    public static Drawing Of(StepLine chart, Spelling spelling, bool isWide)
    {
        var drawing = new StepLineDrawing(chart, spelling, isWide);
        drawing.DrawHours();
        drawing.DrawMonths();
        drawing.DrawThresholds();
        drawing.DrawLine();
        return new(drawing._width, drawing._height, drawing._shapes);
    }

    private DateOnly First => _chart.Points[0].Day;

    private double X(DateOnly day) => _left + ((_right - _left) * (day.DayNumber - First.DayNumber) / Math.Max(1d, _chart.Until.DayNumber - First.DayNumber));

    private double Y(long minutes) => _bottom - ((_bottom - _top) * (minutes - _low) / (_high - _low));

    private void DrawHours()
    {
        var step = MinuteSteps.FirstOrDefault(step => (_high - _low) / step <= (_isWide ? 4 : 3), MinuteSteps[^1]);
        for (var minutes = _low / step * step; minutes <= _high; minutes += step)
        {
            if (minutes < _low)
            {
                continue;
            }

            var y = Shape.Number(Y(minutes));
            _shapes.Add(new Line(minutes == 0 ? "zero" : "grid", $"M{Shape.Number(_left)} {y}H{Shape.Number(_right)}"));
            _shapes.Add(new Label("t2 te", _left - 6, Y(minutes) + 4, step >= 60 ? $"{Spelling.Count(minutes / 60)}\u00A0h" : Spelling.Hours(minutes)));
        }
    }

    private void DrawMonths()
    {
        var months = new List<DateOnly>();
        for (var month = First.AddDays(1 - First.Day); month <= _chart.Until; month = month.AddMonths(1))
        {
            months.Add(month);
        }

        months.RemoveAll(month => month < First);
        var step = MonthSteps.FirstOrDefault(step => (months.Count + step - 1) / step <= (_isWide ? 7 : 3), MonthSteps[^1]);
        foreach (var month in months.Where((_, index) => index % step == 0).Where(month => X(month) <= _right - 44))
        {
            _shapes.Add(new Line("grid", $"M{Shape.Number(X(month))} {Shape.Number(_bottom + 2)}v5"));
            _shapes.Add(new Label("t2", X(month), _bottom + 22, _spelling.Month(month)));
        }
    }

    private void DrawThresholds()
    {
        foreach (var (_, minutes) in _chart.Thresholds)
        {
            _shapes.Add(new Line("cap", $"M{Shape.Number(_left)} {Shape.Number(Y(minutes))}H{Shape.Number(_right)}"));
            var figure = Spelling.SignedHours(minutes);
            Say("t2 capt", _isWide ? _right + 6 : _right - (figure.Length * Drawing.CharacterWidth), _isWide ? Y(minutes) + 4 : Y(minutes) - 4, figure);
        }
    }

    private void DrawLine()
    {
        var path = string.Concat(_chart.Points.Skip(1).Select(point => $"H{Shape.Number(X(point.Day))}V{Shape.Number(Y(point.Minutes))}"));
        _shapes.Add(new Line("s2", $"M{Shape.Number(_left)} {Shape.Number(Y(_chart.Points[0].Minutes))}{path}H{Shape.Number(_right)}"));
        foreach (var index in _chart.Marks)
        {
            var minutes = _chart.Points[index].Minutes;
            var figure = Spelling.Hours(minutes);
            var length = figure.Length * Drawing.CharacterWidth;
            var isLast = index == _chart.Points.Count - 1;
            var (x, y) = (isLast ? _right : X(_chart.Points[index].Day), Y(minutes));
            var falls = index > 0 && minutes < _chart.Points[index - 1].Minutes;
            _shapes.Add(new Dot("mark", x, y));
            if (isLast && _isWide)
            {
                Say("tb", x + 9, y + 5, figure);
            }
            else if (isLast || (falls && x - 8 - length > _left))
            {
                Say("tb", x - (isLast ? 0 : 8) - length, y + 17, figure);
            }
            else
            {
                Say("tb", x + 8, falls ? y + 17 : y - 7, figure);
            }
        }
    }

    /// <summary>Beside what is said already, if need be further down.</summary>
    private void Say(string style, double x, double y, string text)
    {
        var length = text.Length * Drawing.CharacterWidth;
        for (var tries = 0; tries < 8 && _labels.Exists(other => Math.Abs(other.Y - y) < 13 && x < other.X + other.Width && other.X < x + length); tries++)
        {
            y += 13;
        }

        _labels.Add((x, y, length));
        _shapes.Add(new Label(style, x, y, text));
    }
}
