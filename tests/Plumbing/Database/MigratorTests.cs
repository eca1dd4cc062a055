using HourExchange.Ledger;
using HourExchange.Plumbing.Database;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Plumbing.Database;

[Trait("needs", "servers")]
public sealed class MigratorTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Migrations_run_once_side_by_side_or_again_and_a_changed_one_is_refused()
    {
        var settings = house.Settings(LedgerService.Host);
        Task Migrate() => Migrator.Migrate(settings["Database:Owner"]!, settings["Database:Service"]!, LedgerService.Host.Assembly);
        await house.Execute(LedgerService.Host, "drop schema ledger cascade; drop schema plumbing cascade");
        await Task.WhenAll(Migrate(), Migrate(), Migrate());
        var service = house.Database(LedgerService.Host);
        await using (var connection = await service.OpenConnectionAsync())
        {
            Assert.True(await Migrator.IsMigrated(connection, LedgerService.Host.Assembly));
        }

        await house.Execute(LedgerService.Host, "update plumbing.schema_migration set checksum = 'x' where name = '0001-ledger.sql'");
        Assert.Contains("0001-ledger.sql", (await Assert.ThrowsAsync<InvalidOperationException>(Migrate)).Message, StringComparison.Ordinal);
        await house.Execute(LedgerService.Host, "delete from plumbing.schema_migration where name = '0001-ledger.sql'");
        await using (var connection = await service.OpenConnectionAsync())
        {
            Assert.False(await Migrator.IsMigrated(connection, LedgerService.Host.Assembly));
        }
    }
}
