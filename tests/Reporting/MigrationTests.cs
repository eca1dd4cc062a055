using HourExchange.Interventions;
using HourExchange.Ledger;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Text;
using HourExchange.Reporting;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Reporting.Rebuilding;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Reporting;

/// <summary>What was told before Reporting read it is asked for by the service itself, once its database is of the schema that has a place for it.</summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class MigrationTests(House house) : IClassFixture<House>
{
    private const string FirstSchema = "0001-reporting.sql";

    private const string KnownThen = """
        insert into reporting.agreement (ref, parties, version) values ('PLAYED', '{HETS,HG}', 1), ('OTHER', '{HETS,HG}', 1);
        insert into reporting.book (generation, ref, parties, applied_number, applied_hash, head_number) values (1, 'PLAYED', '{HETS,HG}', 3, repeat('a', 64), 3);
        insert into reporting.hours (generation, book, year, month, institution, counterpart, domain, nature, given_minutes, received_minutes, given_lines, received_lines)
            values (1, 'PLAYED', '2014-2015', '2014-10-01', 'HG', 'HETS', 'formation-de-base', 'td', 237, 0, 1, 0)
        """;

    [Fact]
    public async Task A_database_of_an_earlier_schema_is_rebuilt_without_anybody_asking()
    {
        await house.Start(InterventionsService.Host);
        await Scene.Play(house);
        await Rebuilt.Settled(house);
        var told = await Rebuilt.FactsOf(house, 1);
        await house.Stop(await house.Start(ReportingService.Host));

        await BackToPostingsThatExplainNothing(1, told);
        var reporting = await house.Start(ReportingService.Host, services => services.AddSingleton(Rebuilt.Impatient));
        await Rebuilt.Switched(house, 2);
        Assert.Equal(told, await Rebuilt.FactsOf(house, 2));
        await house.Stop(reporting);

        await BackToFirstSchema();
        await house.Execute(ReportingService.Host, KnownThen);
        await Migrate();
        await house.Start(ReportingService.Host, services => services.AddSingleton(Rebuilt.Impatient));
        await Rebuilt.Switched(house, 2);
        Assert.Equal(told, await Rebuilt.FactsOf(house, 2));
        Assert.Equal("switched", await Rebuilt.State(house));
    }

    /// <summary>Postings of before they explained figures, and rights of before they went by column: what is shown stays as it was until the rebuild has them.</summary>
    private async Task BackToPostingsThatExplainNothing(int live, string told)
    {
        await house.Execute(ReportingService.Host, """
            drop view reporting.counted;
            alter table reporting.posting drop column counts_as, drop column credit_year, drop column debit_year, drop column credit_counterpart;
            alter table reporting.year_hours drop column first_day, drop column last_day;
            alter table reporting.bilan drop column held;
            do $$
            declare place record;
            begin
                for place in
                    select distinct class.oid::regclass as name from pg_class as class join pg_attribute on attrelid = class.oid, aclexplode(attacl)
                    where relnamespace = 'reporting'::regnamespace and privilege_type = 'UPDATE'
                loop
                    execute format('grant update on %s to hxtest_reporting', place.name);
                end loop;
            end $$;
            delete from plumbing.schema_migration where part = 'service' and (name like '0006-%' or name like '0007-%' or name like '0008-%')
            """);
        await Migrate();
        Assert.Equal(Sums(told), Sums(await Rebuilt.FactsOf(house, live)));
    }

    private Task Migrate()
    {
        var settings = house.Settings(ReportingService.Host);
        return Migrator.Migrate(settings["Database:Owner"]!, settings["Database:Service"]!, ReportingService.Host.Assembly);
    }

    private static string[] Sums(string facts) => [.. facts.Split('\n').Where(fact => fact.StartsWith("hours ", StringComparison.Ordinal) || fact.StartsWith("year ", StringComparison.Ordinal))];

    private async Task BackToFirstSchema()
    {
        using var reader = new StreamReader(ReportingService.Host.Assembly.GetManifestResourceStream("HourExchange.Reporting.Schema." + FirstSchema)!);
        var sql = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        await house.Execute(ReportingService.Host, "drop schema reporting cascade; delete from plumbing.schema_migration where part = 'service'");
        await house.Execute(ReportingService.Host, sql.Replace("${service}", "hxtest_reporting", StringComparison.Ordinal));
        await house.Execute(ReportingService.Host, "insert into plumbing.schema_migration (part, name, checksum) values ('service', @FirstSchema, @checksum)",
            new { FirstSchema, checksum = ContentHash.Of(sql) });
    }
}
