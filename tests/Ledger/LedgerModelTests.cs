using System.Text.Json;
using System.Text.RegularExpressions;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Ledger;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Drafting;
using HourExchange.Plumbing.Receiving;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Text;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HourExchange.Tests.Ledger;

/// <summary>Long random lives of a book, each compared with the naive ledger. A failure names its seed.</summary>
[Trait("needs", "servers")]
public sealed partial class LedgerModelTests(House house) : IClassFixture<House>
{
    private const int Steps = 60;
    private const int Cap = 400;

    private static readonly string[] Years = ["2014-2015", "2015-2016", "2016-2017"];
    private static readonly string[] Domains = ["formation-de-base", "promotion", "formation-continue"];
    private static readonly string[][] Groups = [["formation-de-base", "promotion"]];

    // The ledger is started once for all runs.
    private static readonly MovingClock Clock = new(new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero));

    private readonly List<InterventionConfirmed> _underWay = [];
    private readonly List<InterventionConfirmed> _delivered = [];
    private readonly List<InterventionConfirmed> _latest = [];
    private readonly List<DateTimeOffset> _moments = [];

    /// <summary>What was signed, by year; and what each statement said when its year was closed.</summary>
    private readonly Dictionary<string, (Guid Statement, string Hash, string Text, List<string> Signed)> _drafts = [];
    private readonly Dictionary<string, string> _closed = [];

    private Random _random = new();
    private string _book = "";
    private string[] _parties = [];
    private NaiveLedger _model = new([], [], 0);

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [InlineData(3, 5)]
    [InlineData(3, 6)]
    public async Task Whatever_happens_in_whatever_order_the_book_stands_as_a_naive_ledger_says(int parties, int seed)
    {
        (_random, _book, _parties) = (new Random(seed), $"MODEL-{seed}", new[] { "HETS", "HG", "ISSM" }[..parties]);
        _model = new NaiveLedger(_parties, Groups, Cap);
        await house.Start(LedgerService.Host, services => services.AddSingleton<TimeProvider>(Clock));
        await Open();
        for (var step = 0; step < Steps; step++)
        {
            Clock.Move(TimeSpan.FromHours(_random.Next(1, 14)));
            Happen();
            await Act(step);
            if (step % 10 == 0)
            {
                _moments.Add(Clock.GetUtcNow());
                Clock.Move(TimeSpan.FromSeconds(1));
            }
        }

        await Deliver(_underWay.Count);
        await CloseAll();
        await Compare();
        await ReversalRestores();
    }

    /// <summary>Lines are confirmed, corrected, taken back: announced, not yet heard.</summary>
    private void Happen()
    {
        for (var count = _random.Next(4); count > 0; count--)
        {
            if (_latest.Count == 0 || _random.Next(3) > 0)
            {
                _latest.Add(Line(Guid.CreateVersion7(), 1));
            }
            else
            {
                var index = _random.Next(_latest.Count);
                var line = Line(_latest[index].Line, _latest[index].PostingRevision + 1);
                _latest[index] = !_latest[index].TakesBack && _random.Next(3) == 0 ? line with { TakesBack = true } : line;
                _underWay.Add(_latest[index]);
                continue;
            }

            _underWay.Add(_latest[^1]);
        }
    }

    private Task Act(int step) => _random.Next(10) switch
    {
        0 => Propose("openings", consent: true),
        1 => Propose("adjustments", consent: _random.Next(3) > 0),
        2 => ProposeReversal(),
        3 or 4 or 5 when step > 15 => AdvanceYear(),
        6 when step > 15 => _random.Next(2) == 0 ? Reopen() : RefuseToSign(),
        _ => Deliver(_random.Next(1, 12)),
    };

    /// <summary>In any order, some of it twice, cut into batches anyhow.</summary>
    private async Task Deliver(int count)
    {
        var post = (await house.Start(LedgerService.Host)).Services.GetRequiredService<IBatchHandler<InterventionConfirmed>>();
        var taken = _underWay.OrderBy(_ => _random.Next()).Take(count).ToList();
        _underWay.RemoveAll(taken.Contains);
        _delivered.AddRange(taken);
        var messages = taken.Concat(_delivered.OrderBy(_ => _random.Next()).Take(_random.Next(3))).OrderBy(_ => _random.Next()).ToList();
        foreach (var batch in messages.Chunk(_random.Next(1, 9)))
        {
            await post.Handle([.. batch.Select(line => new Received<InterventionConfirmed>(Guid.CreateVersion7(), line))], default);
        }

        // The ledger works a batch by revision; the naive one needs each but once.
        foreach (var line in taken)
        {
            _model.Hear(line, Clock.GetUtcNow());
        }
    }

    private async Task Propose(string what, bool consent)
    {
        var entries = Enumerable.Range(0, _random.Next(1, 3)).Select(_ =>
        {
            var (lender, receiver) = Pair();
            return (lender, receiver, domain: Pick(Domains), day: Day(), minutes: _random.Next(1, 500));
        }).ToList();
        var proposal = (await (await Finance(entries[0].lender)).PostToLedger($"books/{_book}/{what}", new
        {
            reason = "Reprise",
            entries = entries.Select(entry => new { institution = entry.lender, counterpart = entry.receiver, entry.domain, valueDate = entry.day, entry.minutes }),
        })).Is(201);
        if (await Decide(proposal, consent))
        {
            foreach (var (index, entry) in entries.Index())
            {
                _model.Add(what == "openings" ? "opening" : "adjustment", proposal["id"].GetGuid(), index + 1, entry.lender, entry.receiver, entry.domain, entry.minutes, entry.day, Clock.GetUtcNow());
            }
        }
    }

    private async Task ProposeReversal()
    {
        if (_model.Rows.Where(row => row.Kind is "opening" or "adjustment" && row.TakenBackBy is null).OrderBy(_ => _random.Next()).FirstOrDefault() is not { } row)
        {
            return;
        }

        var number = await house.Scalar<long>(LedgerService.Host,
            "select number from ledger.posting where book = @book and line = @Line and revision = @Revision and kind = @Kind", new { book = _book, row.Line, row.Revision, row.Kind });
        var proposal = (await (await Finance(row.Credit.Of)).PostToLedger($"postings/{_book}:{number}/reversals", new { reason = "Erreur" })).Is(201);
        if (await Decide(proposal, consent: true))
        {
            _model.TakeBack(row, Clock.GetUtcNow());
        }
    }

    private async Task<bool> Decide(Reply proposal, bool consent)
    {
        var (path, hash) = ($"proposals/{proposal["id"].GetString()}", proposal["hash"].GetString());
        var waiting = proposal["waiting"].EnumerateArray().Select(party => party.GetString()!).ToList();
        if (!consent)
        {
            (await (await Finance(waiting[^1], 2)).PostToLedger($"{path}/refusals", new { reason = "Non" })).Is(201);
            return false;
        }

        foreach (var party in waiting)
        {
            (await (await Finance(party, 2)).PostToLedger($"{path}/consents", new { hash })).Is(201);
        }

        return true;
    }

    /// <summary>The oldest year that is not closed takes its next step.</summary>
    private async Task AdvanceYear()
    {
        if (Years.FirstOrDefault(year => _model.State(year) != "closed") is not { } year)
        {
            return;
        }

        switch (_model.State(year))
        {
            case "open":
                await Draft(year);
                break;
            case "drafted" or "signed" when _parties.Except(_drafts[year].Signed).FirstOrDefault() is { } party:
                await Sign(year, party, _drafts[year].Hash);
                _drafts[year].Signed.Add(party);
                _model.Move(year, "signed");
                break;
            case "signed":
                await Close(year);
                break;
        }
    }

    private async Task Draft(string year)
    {
        var services = (await house.Start(LedgerService.Host)).Services;
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // Counted by the naive ledger: that the ledger counts the same is checked by the drafting itself.
        var (count, hash) = _model.Standing(year);
        var answer = new YearLinesCounted(Guid.CreateVersion7(), _book, year, count, hash, [], 0, [], 0);
        var refused = (await services.GetRequiredService<DraftStatement>().Run(transaction, _book, year, answer, NamedDisputes.None, new Caller("HETS", "finance", "HETS-finance-1")))
            .IsRefused(out var refusal, out _);
        Assert.False(refused, refusal?.Message.Text);
        await transaction.CommitAsync();
        var statement = await Statement(year);
        _drafts[year] = (statement["statement"].GetGuid(), statement["hash"].GetString()!, statement["signedText"].GetString()!, []);
        _model.Move(year, "drafted");
    }

    private async Task Sign(string year, string party, string hash) =>
        (await (await Finance(party, 2)).PostToLedger($"books/{_book}/years/{year}/signatures", new { hash })).Is(201);

    private async Task Close(string year)
    {
        var root = (await (await Finance("HETS")).PostToLedger($"books/{_book}/years/{year}/closing")).Is(200)["root"].GetString()!;
        _model.Close(year, _drafts[year].Statement, Clock.GetUtcNow());
        foreach (var party in _parties)
        {
            await Sign(year, party, root);
        }

        _model.Move(year, "closed");
        _closed[year] = (await Statement(year)).Text;
    }

    private async Task RefuseToSign()
    {
        if (Years.FirstOrDefault(year => _model.State(year) == "signed") is { } year)
        {
            (await (await Finance(Pick(_parties))).PostToLedger($"books/{_book}/years/{year}/refusals", new { hash = _drafts[year].Hash, reason = "Non" })).Is(200);
            _model.Move(year, "open");
        }
    }

    private async Task Reopen()
    {
        if (Years.LastOrDefault(year => _model.State(year) == "closed") is { } year && !Years.Any(one => _model.State(one) == "signed"))
        {
            var proposal = (await (await Finance("HG")).PostToLedger($"books/{_book}/years/{year}/reopening", new { reason = "Une ligne manque" })).Is(201);
            await Decide(proposal, consent: true);
            _model.Reopen(year, _drafts[year].Statement, Clock.GetUtcNow());
            _closed.Remove(year);
        }
    }

    private async Task CloseAll()
    {
        // Draft, signatures, closing, for each year.
        for (var count = Years.Length * (_parties.Length + 2); count > 0; count--)
        {
            Clock.Move(TimeSpan.FromHours(1));
            await AdvanceYear();
        }

        Assert.All(Years, year => Assert.Equal("closed", _model.State(year)));
        Assert.DoesNotContain(Years, year => _model.Balance(new DateOnly(2099, 1, 1), Clock.GetUtcNow()).Contains(year, StringComparison.Ordinal));
    }

    private async Task Compare()
    {
        var days = Years.SelectMany(year => new[] { NaiveLedger.FirstDay(year), NaiveLedger.FirstDay(year).AddYears(1).AddDays(-1) })
            .Append(new DateOnly(2099, 12, 31)).ToList();
        foreach (var day in days)
        {
            Assert.Equal(_model.Balance(day, Clock.GetUtcNow()), await Balance(day, null));
            foreach (var moment in _moments)
            {
                Assert.Equal(_model.Balance(day, moment), await Balance(day, moment));
            }
        }

        Assert.Equal(_model.Rows.Count, await BookTables.Count(house, _book));
        Assert.Equal(_model.Rows.Count, await house.Scalar<long>(LedgerService.Host, "select max(number) from ledger.posting where book = @book", new { book = _book }));
        Assert.Equal(BookTables.AllZero, await BookTables.Sums(house));
        Assert.Equal(0, await house.Scalar<long>(LedgerService.Host, "select count(*) from plumbing.waiting_event where subject like @book || '/%'", new { book = _book }));
        foreach (var (year, text) in _closed)
        {
            // A closed statement stands, but for what later years have taken back since, of which it says so.
            var now = await Statement(year);
            Assert.Equal(LaterReversal().Replace(text, "?"), LaterReversal().Replace(now.Text, "?"));
            Assert.Equal(
                _model.Rows.Count(row => row.Touches(year) && row.TakenBackBy is { } taken && !taken.Touches(year)),
                now["lines"].EnumerateArray().Count(line => line.GetProperty("reversedIn").ValueKind == JsonValueKind.String));
            Assert.Equal(_drafts[year].Text, JsonDocument.Parse(text).RootElement.GetProperty("signedText").GetString());
        }
    }

    [GeneratedRegex("\"reversedBy\":(null,\"reversedIn\":null|\\d+,\"reversedIn\":\"[^\"]+\")")]
    private static partial Regex LaterReversal();

    private async Task ReversalRestores()
    {
        var before = await Balance(new DateOnly(2099, 12, 31), null);
        var lines = Enumerable.Range(0, 5).Select(_ => Line(Guid.CreateVersion7(), 1)).ToList();
        _underWay.AddRange(lines);
        await Deliver(_underWay.Count);
        Assert.NotEqual(before, await Balance(new DateOnly(2099, 12, 31), null));
        _underWay.AddRange(lines.Select(line => line with { PostingRevision = 2, TakesBack = true }));
        await Deliver(_underWay.Count);
        Assert.Equal(before, await Balance(new DateOnly(2099, 12, 31), null));
    }

    private async Task<string> Balance(DateOnly asOf, DateTimeOffset? knownAt)
    {
        var reply = (await (await Finance("HG")).AskLedger($"books/{_book}/balance?asOf={asOf:yyyy-MM-dd}{(knownAt is { } moment ? $"&knownAt={moment.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffffZ}" : "")}")).Is(200);
        Assert.Equal(0, reply["balances"].EnumerateArray().Sum(balance => balance.GetProperty("minutes").GetInt64()));
        return string.Join('\n', reply["accounts"].EnumerateArray().Where(account => account.GetProperty("minutes").GetInt64() != 0)
            .Select(account => string.Join(' ', account.EnumerateObject().Select(field => field.Value.ToString()))).Order(StringComparer.Ordinal));
    }

    private async Task<Reply> Statement(string year) => (await (await Finance("HG")).AskLedger($"books/{_book}/statement?year={year}")).Is(200);

    /// <summary>At the ledger alone: the other services are not started.</summary>
    private async Task<Institution> Finance(string institution, int person = 1)
    {
        var ledger = await house.Address(LedgerService.Host);
        return new Institution(ledger, ledger, ledger, TestKeys.Token(institution, "finance", $"{institution}-finance-{person}"));
    }

    private async Task Open()
    {
        var content = Given.Agreement(_book) with
        {
            Domains = Domains.ToDictionary(domain => domain, _ => new DomainTerms(new DateOnly(2014, 9, 1))),
            Parties = _parties,
            Signed = new DateOnly(2014, 9, 1),
            CarryCapMinutes = Cap,
            CompensationGroups = Groups,
        };
        var terms = JsonSerializer.Serialize(content, StrictJson.Options);
        var changed = new AgreementTermsChanged(_book, 1, content.Signed, _parties, content.Currency, terms, "", [new DatedTerms(content.Signed, terms)], null, 1);
        await (await house.Start(LedgerService.Host)).Services.GetRequiredService<IBatchHandler<AgreementTermsChanged>>()
            .Handle([new Received<AgreementTermsChanged>(Guid.CreateVersion7(), changed)], default);
    }

    private InterventionConfirmed Line(Guid line, int revision)
    {
        var (lender, receiver) = Pair();
        var day = Day();
        var minutes = _random.Next(1, 300);
        return Given.Confirmed(line, _book, revision, minutes, lender, receiver) with
        {
            Parties = _parties,
            Domain = Pick(Domains),
            Date = day,
            AcademicYear = NaiveLedger.YearOf(day),
            YearStart = NaiveLedger.FirstDay(NaiveLedger.YearOf(day)),
            Keys = [.. new[] { lender, receiver }.Select(party => new TurnedKey(party, party + "-approver", new DateTimeOffset(2018, 1, 1, 0, 0, 0, TimeSpan.Zero), false))],
        };
    }

    private (string Lender, string Receiver) Pair()
    {
        var lender = _random.Next(_parties.Length);
        return (_parties[lender], _parties[(lender + 1 + _random.Next(_parties.Length - 1)) % _parties.Length]);
    }

    private DateOnly Day() => NaiveLedger.FirstDay(Pick(Years)).AddDays(_random.Next(365));

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
