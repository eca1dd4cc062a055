using Dapper;
using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Keeping;

/// <summary>The columns of a line's content, wherever a statement reads or writes all of them.</summary>
internal static class LineColumns
{
    /// <summary>The first of them: what Dapper splits a row at.</summary>
    public static string First { get; } = LineFields.All[0].Column;

    /// <summary>To select, from the table called <c>line</c>. A quantity loses the zeros that the table pads it with.</summary>
    public static string Read { get; } = List(column => column == "quantity" ? "trim_scale(line.quantity) as quantity" : $"line.{column}");

    public static string Names { get; } = List(column => column);

    /// <summary>To update; parameters as <see cref="Parameters(LineContent)"/> names them.</summary>
    public static string Set { get; } = List(column => $"{column} = @{column}");

    /// <summary>To insert many: each column an array.</summary>
    public static string Arrays { get; } = List(column => $"@{column}");

    public static DynamicParameters Parameters(LineContent content)
    {
        var parameters = new DynamicParameters();
        foreach (var field in LineFields.All)
        {
            parameters.Add(field.Column, field.Of(content));
        }

        return parameters;
    }

    public static DynamicParameters Parameters(IReadOnlyList<LineContent> contents)
    {
        var parameters = new DynamicParameters();
        foreach (var field in LineFields.All)
        {
            parameters.Add(field.Column, field.OfAll(contents));
        }

        return parameters;
    }

    private static string List(Func<string, string> write) => string.Join(", ", LineFields.All.Select(field => write(field.Column)));
}
