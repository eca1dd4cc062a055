using HourExchange.Plumbing.Sheets;
using HourExchange.Words.Reading;

namespace HourExchange.Ui.Charts;

/// <summary>Who gave how much to whom: givers left, takers right, bands between them as wide as the hours are many.</summary>
internal static class FlowsDrawing
{
    private const double NodeWidth = 8, Gap = 12, NodeRoom = 48, Top = 20;

    public static Drawing Of(Flows chart, bool isWide)
    {
        var (width, left, right, tall) = isWide ? (760d, 150d, 528d, 240d) : (330d, 92d, 218d, 320d);
        var scale = tall / Math.Max(1, chart.Streams.Sum(stream => stream.Minutes));
        var givers = Nodes(chart.Streams.Select(stream => (stream.From, stream.Minutes)), scale);
        var takers = Nodes(chart.Streams.Select(stream => (stream.To, stream.Minutes)), scale);
        var shapes = new List<Shape>();
        var (leaves, arrives) = (givers.ToDictionary(node => node.Name, node => node.Y), takers.ToDictionary(node => node.Name, node => node.Y));
        // Bands leave in the order of the takers and arrive in that of the givers, so that they cross the least.
        foreach (var (series, giver) in givers.Index())
        {
            foreach (var (taker, minutes) in takers.SelectMany(taker => chart.Streams.Where(stream => stream.From == giver.Name && stream.To == taker.Name), (taker, stream) => (taker.Name, stream.Minutes)))
            {
                var thick = minutes * scale;
                shapes.Add(new Line(Drawing.Band(series), Band(left + NodeWidth, leaves[giver.Name], right, arrives[taker], thick)));
                leaves[giver.Name] += thick;
                arrives[taker] += thick;
            }

            shapes.Add(new Bar(Drawing.Fill(series), left, giver.Y, NodeWidth, giver.Minutes * scale));
            Say(shapes, giver, scale, left - 8, "te", left - 12);
        }

        foreach (var taker in takers)
        {
            shapes.Add(new Bar("f0", right, taker.Y, NodeWidth, taker.Minutes * scale));
            Say(shapes, taker, scale, right + 16, null, width - right - 16);
        }

        return new(width, givers.Concat(takers).Select(node => node.Y + Math.Max(NodeRoom, node.Minutes * scale)).DefaultIfEmpty(Top).Max() + 10, shapes);
    }

    /// <summary>In the order in which they are first named; each with room for its name, however little it gave.</summary>
    private static List<(string Name, long Minutes, double Y)> Nodes(IEnumerable<(string Name, long Minutes)> ends, double scale)
    {
        var nodes = new List<(string, long, double)>();
        var y = Top;
        foreach (var end in ends.GroupBy(end => end.Name, end => end.Minutes))
        {
            nodes.Add((end.Key, end.Sum(), y));
            y += Math.Max(NodeRoom, end.Sum() * scale) + Gap;
        }

        return nodes;
    }

    private static void Say(List<Shape> shapes, (string Name, long Minutes, double Y) node, double scale, double x, string? anchor, double room)
    {
        const double LineHeight = 15;
        string[] lines = [.. Drawing.Wrap(node.Name, room), Spelling.Hours(node.Minutes)];
        var y = node.Y + (Math.Max(NodeRoom, node.Minutes * scale) / 2) - (LineHeight * (lines.Length - 1) / 2) + 4;
        foreach (var (index, line) in lines.Index())
        {
            shapes.Add(new Label(index == lines.Length - 1 ? anchor : anchor is null ? "tb" : "tb " + anchor, x, y + (index * LineHeight), line));
        }
    }

    private static string Band(double x1, double y1, double x2, double y2, double thick)
    {
        var (middle, n) = (Shape.Number((x1 + x2) / 2), (Func<double, string>)Shape.Number);
        return $"M{n(x1)} {n(y1)}C{middle} {n(y1)} {middle} {n(y2)} {n(x2)} {n(y2)}V{n(y2 + thick)}C{middle} {n(y2 + thick)} {middle} {n(y1 + thick)} {n(x1)} {n(y1 + thick)}Z";
    }
}
