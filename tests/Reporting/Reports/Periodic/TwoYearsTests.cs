using System.Globalization;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting;
using HourExchange.Tests.Kit;
using Microsoft.AspNetCore.Builder;

namespace HourExchange.Tests.Reporting.Reports.Periodic;

/// <summary>Two academic years on a virtual clock, two instances of Reporting that are restarted, late postings and late heads among them.</summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class TwoYearsTests(House house) : IClassFixture<House>
{
    private static readonly DateOnly First = new(2014, 9, 1);
    private static readonly MovingClock Clock = new(new DateTimeOffset(2014, 9, 1, 10, 0, 0, TimeSpan.Zero));

    private readonly List<WebApplication> _instances = [];

    [Fact]
    public async Task Each_month_half_year_and_year_has_its_reports_exactly_once_and_late_ones_and_new_editions_say_why()
    {
        await StartTwo();
        await using var broker = await Broker.Connect(house);
        var book = await HeardBook.Open(house, _instances[0], broker, Clock, "YEARS");
        var (late, renewed) = (new Dictionary<DateOnly, string>(), new List<string>());
        for (var month = 0; month < 24; month++)
        {
            var (begins, ends) = (First.AddMonths(month), First.AddMonths(month + 1));
            await book.PostAndTell(begins.AddDays(month), 60);
            switch (month)
            {
                case 3 or 11:
                    // One of several postings is not there on the day.
                    book.Post(begins.AddDays(2), 15);
                    Clock.MoveTo(ends);
                    await book.SayHead();
                    await book.Waits("postings-missing");
                    Clock.MoveTo(ends.AddDays(5));
                    await book.Tell();
                    await book.SayHead();
                    late[ends.AddDays(-1)] = "postings-missing";
                    break;
                case 8:
                    Clock.MoveTo(ends);
                    await book.Waits("ledger-silent");
                    Clock.MoveTo(ends.AddDays(1));
                    await book.SayHead();
                    late[ends.AddDays(-1)] = "ledger-silent";
                    break;
                case 5 or 17:
                    await StopAll();
                    Clock.MoveTo(ends.AddDays(9));
                    await StartTwo();
                    await book.SayHead();
                    late[ends.AddDays(-1)] = "service-away";
                    break;
                case 13:
                    // For half a month after the end something comes in for a month, a half and a year that are over.
                    await book.MoveTo(ends);
                    await PostLate(book, new DateOnly(2015, 2, 20), renewed, "month 2015-02-01", "half-year 2014-09-01", "year 2014-09-01");
                    break;
                case 20:
                    await book.MoveTo(ends);
                    await PostLate(book, new DateOnly(2015, 2, 27), renewed, "month 2015-02-01", "half-year 2014-09-01", "year 2014-09-01");
                    await PostLate(book, new DateOnly(2016, 5, 2), renewed, "month 2016-05-01");
                    break;
                case 2 or 7 or 22:
                    await RestartOne(month % 2);
                    Clock.MoveTo(ends);
                    await book.SayHead();
                    break;
                default:
                    Clock.MoveTo(ends);
                    await book.SayHead();
                    break;
            }

            await book.Done();
        }

        var reports = await book.Reports();
        var expected = First.AddYears(2);
        Assert.Equal(
            [.. Ended("month", 1, expected), .. Ended("half-year", 6, expected), .. Ended("year", 12, expected)],
            reports.Where(report => report.GetProperty("kind").GetString() == "balance" && report.GetProperty("edition").GetInt32() == 1)
                .Select(report => $"{report.GetProperty("span").GetString()} {report.GetProperty("from").GetString()}").OrderBy(said => said.Split(' ')[0] switch { "month" => 0, "half-year" => 1, _ => 2 }));
        foreach (var kind in new[] { "balance", "tariff" })
        {
            var own = reports.Where(report => report.GetProperty("kind").GetString() == kind).ToList();
            var firsts = own.Where(report => report.GetProperty("edition").GetInt32() == 1).ToList();
            Assert.Equal(Enumerable.Range(1, 30), firsts.Select(report => report.GetProperty("number").GetInt32()));
            Assert.All(firsts, report => Assert.Equal(
                late.GetValueOrDefault(DateOnly.ParseExact(report.GetProperty("to").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)), report.GetProperty("lateBecause").GetString()));
            var news = own.Where(report => report.GetProperty("edition").GetInt32() > 1).ToList();
            Assert.Equal(renewed, news.Select(report => $"{report.GetProperty("span").GetString()} {report.GetProperty("from").GetString()}"));
            Assert.All(news, report => Assert.Equal(1000, report.GetProperty("since").GetProperty("count").GetInt32()));
        }

        Assert.Equal(reports.Count, await house.Scalar<long>(ReportingService.Host, "select count(distinct body::jsonb ->> 'report') from plumbing.outbox where contract = 'reporting.report-built.v1'"));
        // What months say of their last edition is all that was ever posted.
        Assert.Equal((24 * 60) + 30 + 3000, await house.Scalar<long>(ReportingService.Host, """
            select sum((content::jsonb -> 'totals' -> 0 ->> 'received')::bigint)::bigint from (
                select distinct on (number) number, content from reporting.built_report join reporting.ended_period using (agreement, number)
                where kind = 'balance' and span = 'month' order by number, edition desc) as latest
            """));
    }

    /// <summary>A thousand postings into one day that is over, in four messages: one edition of each period in which it lies.</summary>
    private static async Task PostLate(HeardBook book, DateOnly day, List<string> renewed, params string[] periods)
    {
        for (var message = 0; message < 4; message++)
        {
            for (var posting = 0; posting < 250; posting++)
            {
                book.Post(day, 1);
            }

            await book.Tell();
        }

        await book.MoveTo(Clock.Today().AddDays(1));
        renewed.AddRange(periods);
    }

    private static IEnumerable<string> Ended(string span, int months, DateOnly until)
    {
        for (var first = First; first < until; first = first.AddMonths(months))
        {
            yield return $"{span} {first:yyyy-MM-dd}";
        }
    }

    private async Task StartTwo()
    {
        while (_instances.Count < 2)
        {
            _instances.Add(_instances.Count == 0
                ? await house.Start(ReportingService.Host, HeardBook.On(Clock)) : await house.StartAnother(ReportingService.Host, HeardBook.On(Clock)));
        }
    }

    private async Task StopAll()
    {
        foreach (var instance in _instances)
        {
            await house.Stop(instance);
        }

        _instances.Clear();
    }

    private async Task RestartOne(int place)
    {
        await house.Stop(_instances[place]);
        _instances[place] = place == 0 ? await house.Start(ReportingService.Host, HeardBook.On(Clock)) : await house.StartAnother(ReportingService.Host, HeardBook.On(Clock));
    }
}
