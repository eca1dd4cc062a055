using System.Text.Json.Serialization;
using HourExchange.Plumbing;

namespace HourExchange.Reporting.Reports.OnScreen;

/// <summary>A report as people read it, as data: a page draws the same tables and charts of it as the printed sheet. Without long annexes.</summary>
/// <param name="Language">BCP 47 of its words: fr-CH, fr-FR, de-CH or en.</param>
/// <param name="Title">What it is.</param>
/// <param name="Lead">The finding, in one sentence.</param>
/// <param name="Above">Of whom, under which agreement, whether it is provisional.</param>
/// <param name="Figures">Key figures.</param>
/// <param name="Sections">In printed order.</param>
/// <param name="Information">Where the figures come from.</param>
public sealed record SheetView(
    string Language, string Title, string? Lead, IReadOnlyList<string> Above, IReadOnlyList<SheetFigure> Figures, IReadOnlyList<SheetSection> Sections,
    IReadOnlyList<SheetFact> Information);

/// <summary>A key figure.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Value">As people write it.</param>
/// <param name="Beside">What it is compared with.</param>
public sealed record SheetFigure(string Name, string Value, string? Beside);

/// <summary>Something with what is said of it.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Value">As people write it.</param>
public sealed record SheetFact(string Name, string Value);

/// <summary>A part of a sheet under one heading.</summary>
/// <param name="Code">Of a rubric its code; null of other sections.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Blocks">In printed order.</param>
public sealed record SheetSection(string? Code, string Title, IReadOnlyList<SheetBlock> Blocks);

/// <summary>What a section is made of. Of its parts it has the one that its kind says.</summary>
/// <param name="Kind">paragraph has one sentence; markdown one, with its heading as what begins it.</param>
/// <param name="Table">Of a table.</param>
/// <param name="Chart">Of a chart.</param>
/// <param name="Sentences">Of paragraph, list, numbered-list and markdown.</param>
/// <param name="Facts">Of facts.</param>
public sealed record SheetBlock(
    [property: KnownValues("table", "chart", "paragraph", "list", "numbered-list", "markdown", "facts")] string Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SheetTable? Table = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SheetChart? Chart = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SheetSentence>? Sentences = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SheetFact>? Facts = null);

/// <summary>A sentence, or a text.</summary>
/// <param name="Text">Plain, or Markdown.</param>
/// <param name="Strong">What begins it.</param>
public sealed record SheetSentence(string Text, string? Strong);

/// <summary>A table, its lines without sums: subtotals and total are the sums of the lines.</summary>
/// <param name="Code">Stable: a CSV of it is asked for by it.</param>
/// <param name="Title">As people read it.</param>
/// <param name="Subtitle">A source, a limit.</param>
/// <param name="TotalName">Null where it has no total.</param>
/// <param name="SubtotalName">Null where it has no subtotals.</param>
/// <param name="Nothing">Said where there are no rows.</param>
/// <param name="Columns">From left to right.</param>
/// <param name="Rows">At most 5,000.</param>
/// <param name="TotalAsk">Part of a query that names its total where figures are explained; null: it is not explained.</param>
public sealed record SheetTable(
    string Code, string Title, string? Subtitle, string? TotalName, string? SubtotalName, string? Nothing, IReadOnlyList<SheetColumn> Columns, IReadOnlyList<SheetRow> Rows,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TotalAsk = null);

/// <summary>A column.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Name">As people read it.</param>
/// <param name="Kind">What its cells are.</param>
/// <param name="Summed">Whether it has sums.</param>
/// <param name="StandsRight">Its texts are figures, each in its own unit.</param>
/// <param name="Currency">Of money.</param>
/// <param name="Ask">Part of a query that names its figures where they are explained, completed by the row's.</param>
public sealed record SheetColumn(
    string Code, string Name, [property: KnownValues("text", "minutes", "count", "money", "quantity", "share", "day")] string Kind, bool Summed, bool StandsRight,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Currency = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Ask = null);

/// <summary>A line of a table.</summary>
/// <param name="Cells">In the order of the columns.</param>
/// <param name="Group">Lines of one group stand together.</param>
/// <param name="Mark">How it differs from its neighbours.</param>
/// <param name="Ask">Part of a query that names it where its figures are explained.</param>
public sealed record SheetRow(
    IReadOnlyList<SheetCell> Cells, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Group = null,
    [property: KnownValues("late", "reversal")][property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Mark = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Ask = null);

/// <summary>A cell: one of these, or nothing.</summary>
/// <param name="Text">A text.</param>
/// <param name="Whole">Minutes, or a number of things.</param>
/// <param name="Number">Money, a quantity or a share.</param>
/// <param name="Day">A day.</param>
public sealed record SheetCell(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Whole = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Number = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? Day = null);

/// <summary>A drawing of rows that are told as a table as well.</summary>
/// <param name="Kind">Which drawing.</param>
/// <param name="Finding">In one sentence.</param>
/// <param name="Subject">What is drawn, in which unit.</param>
/// <param name="Title">For who cannot see it.</param>
/// <param name="Description">The same.</param>
/// <param name="Rows">What is drawn.</param>
/// <param name="Points">Of a step line: what holds from each day on.</param>
/// <param name="Until">Of a step line: the last day drawn.</param>
/// <param name="Marks">Of a step line: indexes of the points whose figure is written.</param>
/// <param name="Series">Of diverging bars left and right; of grouped bars one a bar of each group.</param>
/// <param name="Bars">Of bars: their minutes in the order of the series.</param>
/// <param name="Streams">Of flows.</param>
public sealed record SheetChart(
    [property: KnownValues("step-line", "diverging-bars", "grouped-bars", "flows")] string Kind, string Finding, string Subject, string Title, string Description, SheetTable? Rows,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ChartPoint>? Points = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? Until = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? Marks = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Series = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ChartBars>? Bars = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ChartStream>? Streams = null);

/// <summary>What holds from a day on.</summary>
/// <param name="Day">Value date.</param>
/// <param name="Minutes">Of the balance.</param>
public sealed record ChartPoint(DateOnly Day, [property: Minutes] long Minutes);

/// <summary>Bars of one name.</summary>
/// <param name="Name">As people read it.</param>
/// <param name="Minutes">0 or more, in the order of the series.</param>
public sealed record ChartBars(string Name, [property: Minutes] IReadOnlyList<long> Minutes);

/// <summary>A band from one institution to another.</summary>
/// <param name="From">Who gave.</param>
/// <param name="To">Who received.</param>
/// <param name="Minutes">Above zero.</param>
public sealed record ChartStream(string From, string To, [property: Minutes] long Minutes);
