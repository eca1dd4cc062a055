namespace HourExchange.Verifier;

/// <summary>Adds the lines of a book up to the figures of one year.</summary>
internal sealed class YearFigures(string year, string firstDay)
{
    private readonly Dictionary<long, string> _kinds = [];
    private readonly Dictionary<(string First, string Second, string Domain), Figures> _figures = [];

    public IReadOnlyList<Figures> All => [.. _figures.Values];

    public void Add(BookLine line)
    {
        // A reversal counts where what it takes back was counted.
        var kind = line.Reverses is { } number ? _kinds[number] : line.Kind;
        _kinds[line.Number] = kind;
        Move(line, kind, line.Credit, line.Minutes);
        Move(line, kind, line.Debit, -line.Minutes);
    }

    private void Move(BookLine line, string kind, BookAccount account, long minutes)
    {
        // The other account of a pair mirrors the first.
        if (account.Year != year || string.CompareOrdinal(account.Institution, account.Counterpart) > 0)
        {
            return;
        }

        var key = (account.Institution, account.Counterpart, account.Domain);
        var known = _figures.GetValueOrDefault(key, new Figures(key.Institution, key.Counterpart, key.Domain));
        var moved = known with { Balance = known.Balance + minutes };
        var isReversal = line.Reverses is not null;
        _figures[key] = kind switch
        {
            "opening" => moved with { Opening = moved.Opening + minutes },
            "carry-forward" when line.Year != year => moved with { Opening = moved.Opening + minutes },
            "carry-forward" => moved with { Carried = moved.Carried + minutes },
            "adjustment" => moved with { Adjusted = moved.Adjusted + minutes },
            "compensation" => moved with { Compensated = moved.Compensated + minutes },
            "settlement" => moved with { Settled = moved.Settled + minutes },
            _ when string.CompareOrdinal(line.LineDate, firstDay) < 0 => moved with { Late = moved.Late + minutes },
            _ when (minutes > 0) != isReversal => moved with { Given = moved.Given + minutes },
            _ => moved with { Received = moved.Received - minutes },
        };
    }
}
