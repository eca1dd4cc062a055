using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger;
using HourExchange.Plumbing.Receiving;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HourExchange.Tests.Ledger;

[Trait("needs", "servers")]
public sealed class LedgerRightsTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData("update ledger.posting set minutes = 1")]
    [InlineData("delete from ledger.posting")]
    [InlineData("truncate ledger.posting")]
    [InlineData("drop table ledger.posting")]
    [InlineData("alter table ledger.posting disable trigger all")]
    [InlineData("alter table ledger.posting disable trigger postings_are_append_only")]
    [InlineData("drop trigger postings_are_append_only on ledger.posting")]
    [InlineData("alter table ledger.posting drop constraint minutes_are_above_zero")]
    [InlineData("create or replace function ledger.refuse_change() returns trigger language plpgsql as 'begin return new; end'")]
    [InlineData("create table ledger.mine (a int)")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("delete from ledger.account")]
    [InlineData("delete from ledger.book")]
    [InlineData("delete from ledger.pair_day")]
    [InlineData("update ledger.account set institution = 'HG'")]
    [InlineData("update ledger.statement set content = ''")]
    [InlineData("update ledger.statement_row set minutes = 1")]
    [InlineData("update ledger.settlement set amount = 0")]
    [InlineData("update ledger.proposal set content_hash = ''")]
    public async Task The_service_s_role_may_not(string sql)
    {
        await Post();
        await using var connection = await house.Database(LedgerService.Host).OpenConnectionAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData("update ledger.posting set minutes = 1")]
    [InlineData("delete from ledger.posting")]
    [InlineData("truncate ledger.posting")]
    [InlineData("update ledger.statement_row set minutes = 1")]
    [InlineData("delete from ledger.statement_signature")]
    [InlineData("truncate ledger.statement_signature")]
    [InlineData("update ledger.proposal_decision set consents = true")]
    public async Task The_trigger_stands_for_the_owner_too(string sql)
    {
        await Post();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => house.Execute(LedgerService.Host, sql));
        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
    }

    [Fact]
    public async Task Nobody_reads_another_service_s_tables()
    {
        var other = house.Settings(House.Hosts[0])["Database:Service"]!.Replace("hxtest_interventions:", "hxtest_ledger:", StringComparison.Ordinal);
        await using var connection = new NpgsqlConnection(HourExchange.Plumbing.Database.PostgresUrl.Parse(other).ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private async Task Post() => await (await house.Start(LedgerService.Host)).Services.GetRequiredService<IBatchHandler<InterventionConfirmed>>()
        .Handle([new Received<InterventionConfirmed>(Guid.CreateVersion7(), Given.Confirmed())], default);
}
