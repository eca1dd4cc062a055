namespace HourExchange.Plumbing.Sheets;

/// <summary>A report as people read it, whole: each form writes what it can of it.</summary>
/// <param name="Code">Stable, for programs and file names: kebab-case.</param>
/// <param name="Language">BCP 47 of its words: fr-CH, fr-FR, de-CH, en.</param>
/// <param name="Lead">The finding, in one sentence.</param>
/// <param name="Sections">In printed order.</param>
public sealed record Sheet(string Code, string Language, string Title, string? Lead, IReadOnlyList<Section> Sections)
{
    /// <summary>What stands above the title: both institutions, the agreement, whether it is provisional.</summary>
    public IReadOnlyList<string> Above { get; init; } = [];

    /// <summary>Key figures below the lead.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>Where the figures come from: filters, edition, completeness, hash. The information sheet of a workbook.</summary>
    public IReadOnlyList<(string Name, string Value)> Information { get; init; } = [];

    /// <summary>In print the information stands above the sections, not below: it is the head of a document that is signed.</summary>
    public bool IsInformationFirst { get; init; }

    /// <summary>Said on the running head of every page but the first.</summary>
    public string RunningHead { get; init; } = "";

    /// <summary>In printed order, each once; also what is drawn only.</summary>
    public IEnumerable<Table> Tables => Sections.SelectMany(section => section.Blocks)
        .Select(block => block switch { TableBlock shown => shown.Table, Chart drawn => drawn.Rows, _ => null })
        .OfType<Table>().DistinctBy(table => table.Code);
}

/// <summary>A key figure: its name, the figure as written, and what it is compared with.</summary>
public sealed record Figure(string Name, string Value, string? Beside = null);

/// <summary>A part of a sheet under one heading.</summary>
/// <param name="OnNewPage">Of print.</param>
public sealed record Section(string Title, IReadOnlyList<Block> Blocks, bool OnNewPage = false)
{
    /// <summary>What it is about, for who shows it apart; null: nobody does.</summary>
    public string? Code { get; init; }
}

/// <summary>What a section is made of.</summary>
public abstract record Block;

public sealed record TableBlock(Table Table) : Block;

/// <summary>A paragraph. Plain text; what begins it may be printed strong.</summary>
public sealed record Paragraph(string Text, string? Strong = null) : Block;

/// <summary>Sentences, numbered or not.</summary>
public sealed record Sentences(IReadOnlyList<Paragraph> Items, bool Numbered = false) : Block;

/// <summary>Text that people have written in Markdown. The writer of HTML makes it safe.</summary>
public sealed record Markdown(string Text, string? Heading = null) : Block;

/// <summary>Names with what is said of each.</summary>
public sealed record Facts(IReadOnlyList<(string Name, string Value)> Items) : Block;

/// <summary>Room for signatures, one a party.</summary>
/// <param name="Signatories">Who signs, and what stands below the line: place, date, function.</param>
public sealed record Signatures(IReadOnlyList<(string Who, string Below)> Signatories) : Block;

/// <summary>A drawing of the same rows that stand in a table beside it.</summary>
/// <param name="Finding">Computed from the rows, in one sentence.</param>
/// <param name="Subject">What is drawn, in which unit.</param>
/// <param name="Title">For who cannot see it, with <paramref name="Description"/>.</param>
public abstract record Chart(string Finding, string Subject, string Title, string Description) : Block
{
    /// <summary>The rows that are drawn.</summary>
    public Table? Rows { get; init; }
}

/// <summary>A balance over time: it stays until it changes.</summary>
/// <param name="Points">In order of their days; the balance holds from the day on.</param>
/// <param name="Until">Last day drawn.</param>
/// <param name="Thresholds">Dashed lines, with their names, in minutes.</param>
/// <param name="Marks">Indexes of the points whose figure is written beside them.</param>
public sealed record StepLine(
    string Finding, string Subject, string Title, string Description, IReadOnlyList<(DateOnly Day, long Minutes)> Points, DateOnly Until,
    IReadOnlyList<(string Name, long Minutes)> Thresholds, IReadOnlyList<int> Marks) : Chart(Finding, Subject, Title, Description);

/// <summary>What two sides gave, by name: bars to the left and to the right of zero. Minutes, 0 or more.</summary>
public sealed record DivergingBars(
    string Finding, string Subject, string Title, string Description, string Left, string Right,
    IReadOnlyList<(string Name, long Left, long Right)> Bars) : Chart(Finding, Subject, Title, Description);

/// <summary>Years side by side: a group of bars a year, one bar a series. Minutes, 0 or more.</summary>
public sealed record GroupedBars(
    string Finding, string Subject, string Title, string Description, IReadOnlyList<string> Series,
    IReadOnlyList<(string Name, IReadOnlyList<long> Minutes)> Groups) : Chart(Finding, Subject, Title, Description);

/// <summary>Who gave how much to whom, three institutions or more: two columns, bands between them. Minutes above zero.</summary>
public sealed record Flows(
    string Finding, string Subject, string Title, string Description,
    IReadOnlyList<(string From, string To, long Minutes)> Streams) : Chart(Finding, Subject, Title, Description);
