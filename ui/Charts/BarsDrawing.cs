using HourExchange.Plumbing.Sheets;
using HourExchange.Words.Reading;

namespace HourExchange.Ui.Charts;

/// <summary>Bars with their hours at their ends, all of one chart to one scale.</summary>
internal static class BarsDrawing
{
    private const double FigureRoom = 58, LineHeight = 14;

    /// <summary>What two sides gave, to the left and to the right of zero.</summary>
    public static Drawing Of(DivergingBars chart, bool isWide)
    {
        if (!isWide)
        {
            return Stacked([chart.Left, chart.Right], [.. chart.Bars.Select(bar => (bar.Name, (IReadOnlyList<long>)[bar.Left, bar.Right]))], 330);
        }

        const double Width = 760, NamesAtMost = 230, RowHeight = 34, BarHeight = 22, Top = 30;
        var names = Math.Min(NamesAtMost, chart.Bars.Select(bar => Drawing.WidthOf(bar.Name)).DefaultIfEmpty().Max());
        var (left, right) = (Longest(chart.Bars.Select(bar => bar.Left)), Longest(chart.Bars.Select(bar => bar.Right)));
        var scale = (Width - names - (2 * FigureRoom) - 8) / (left + right);
        var zero = names + FigureRoom + (left * scale);
        var shapes = new List<Shape> { new Label("tb te", zero - 8, 16, chart.Left), new Label("tb", zero + 8, 16, chart.Right) };
        foreach (var (index, (name, given, taken)) in chart.Bars.Index())
        {
            var y = Top + (index * RowHeight);
            var lines = Drawing.Wrap(name, names + ((left - given) * scale));
            shapes.AddRange(lines.Select((line, at) => new Label(null, 0, y + (lines.Count == 1 ? 16 : 9 + (at * LineHeight)), line)));
            shapes.Add(new Bar("f1", zero - (given * scale), y, given * scale, BarHeight));
            shapes.Add(new Bar("f2", zero, y, taken * scale, BarHeight));
            shapes.Add(new Label("te", zero - (given * scale) - 6, y + 16, Spelling.Hours(given)));
            shapes.Add(new Label(null, zero + (taken * scale) + 6, y + 16, Spelling.Hours(taken)));
        }

        var bottom = Top + (chart.Bars.Count * RowHeight);
        shapes.Add(new Line("zero", $"M{Shape.Number(zero)} {Shape.Number(Top - 6)}V{Shape.Number(bottom - 4)}"));
        return new(Width, bottom, shapes);
    }

    /// <summary>Years below each other, in each a bar a series.</summary>
    public static Drawing Of(GroupedBars chart, bool isWide) => Stacked(chart.Series, chart.Groups, isWide ? 760 : 330);

    private static Drawing Stacked(IReadOnlyList<string> series, IReadOnlyList<(string Name, IReadOnlyList<long> Minutes)> groups, double width)
    {
        const double BarHeight = 13, BarStep = 15;
        var (legend, top) = Drawing.Legend([.. series.Select((name, index) => ((Shape)new Bar(Drawing.Fill(index), 0, 0, 0, 0), name))], width);
        var shapes = new List<Shape>(legend);
        var scale = (width - FigureRoom) / Longest(groups.SelectMany(group => group.Minutes));
        var y = top + 8;
        foreach (var (name, minutes) in groups)
        {
            shapes.Add(new Label("tb", 0, y + 7, Drawing.Cut(name, width)));
            y += 15;
            foreach (var (index, given) in minutes.Index())
            {
                shapes.Add(new Bar(Drawing.Fill(index), 0, y, given * scale, BarHeight));
                shapes.Add(new Label(null, (given * scale) + 6, y + 11, Spelling.Hours(given)));
                y += BarStep;
            }

            y += 14;
        }

        shapes.Add(new Line("zero", $"M0 {Shape.Number(top + 20)}V{Shape.Number(y - 14)}"));
        return new(width, y, shapes);
    }

    private static double Longest(IEnumerable<long> minutes) => Math.Max(1, minutes.DefaultIfEmpty().Max());
}
