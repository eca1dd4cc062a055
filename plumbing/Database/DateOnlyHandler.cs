using System.Data;
using Dapper;

namespace HourExchange.Plumbing.Database;

/// <summary>Dapper does not know <see cref="DateOnly"/> as a parameter; Npgsql does.</summary>
internal sealed class DateOnlyHandler : SqlMapper.TypeHandler<DateOnly>
{
    public override DateOnly Parse(object value) => value is DateOnly date ? date : DateOnly.FromDateTime((DateTime)value);

    public override void SetValue(IDbDataParameter parameter, DateOnly value)
    {
        parameter.DbType = DbType.Date;
        parameter.Value = value;
    }
}
