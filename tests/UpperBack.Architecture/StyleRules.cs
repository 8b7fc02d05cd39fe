using Mono.Cecil;
using UpperBack.Architecture.Samples;

namespace UpperBack.Architecture;

/// <summary>What is in one place in every service, and what is in none.</summary>
public sealed class StyleRules
{
    private const int MaxFile = 250;
    private const int MaxReadme = 60;

    private static IEnumerable<TypeDefinition> ServiceTypes =>
        House.Services.SelectMany(service => House.Assembly(service).MainModule.Types);

    [Fact]
    public void RedisKeysComeFromTheServicesKeyBuilder()
    {
        Assert.Empty(ServiceTypes.Where(MakesKeysByHand).Select(type => type.FullName));
        Assert.True(MakesKeysByHand(House.Samples.MainModule.GetType(typeof(KeyByHand).FullName)));
        Assert.False(MakesKeysByHand(House.Samples.MainModule.GetType(typeof(SampleKeys).FullName)));
    }

    [Fact]
    public void AServiceHasAtMostOneKeyBuilder() =>
        Assert.All(House.Services, service =>
            Assert.True(
                House.Assembly(service).MainModule.Types.Count(IsKeyBuilder) <= 1,
                $"{service} has several key builders."
            )
        );

    [Fact]
    public void LogMessagesStandInTheServicesLog()
    {
        Assert.Empty(
            House.Services.SelectMany(service =>
                House
                    .Assembly(service)
                    .MainModule.Types.Where(type => LogsOutside(type, service))
                    .Select(type => type.FullName)
            )
        );
        Assert.True(LogsOutside(House.Samples.MainModule.GetType(typeof(LogsElsewhere).FullName), "Sample"));
    }

    [Fact]
    public void PasswordsAreHashedInOnePlace()
    {
        Assert.Equal(
            ["UpperBack.Accounts.Credentials.Passwords"],
            ServiceTypes.Where(HashesPasswords).Select(type => type.FullName)
        );
        Assert.True(HashesPasswords(House.Samples.MainModule.GetType(typeof(HashesByTheWay).FullName)));
        Assert.True(HashesPasswords(House.Samples.MainModule.GetType(typeof(LetsIdentityHash).FullName)));
    }

    [Fact]
    public void NothingStaticChanges()
    {
        Assert.Empty(ServiceTypes.SelectMany(FindMutableStatics));
        Assert.Equal(
            "MutableState.Counter",
            Assert.Single(FindMutableStatics(House.Samples.MainModule.GetType(typeof(MutableState).FullName)))
        );
        Assert.Empty(FindMutableStatics(House.Samples.MainModule.GetType(typeof(FixedState).FullName)));
    }

    [Fact]
    public void NoSourceFileOfAServiceIsTooLong() =>
        Assert.Empty(
            House
                .Files("services", "*.cs")
                .Select(path => (path, Lines: File.ReadLines(path).Count()))
                .Where(file => file.Lines > MaxFile)
                .Select(file => $"{House.Short(file.path)} has {file.Lines} lines; over {MaxFile} it wants splitting.")
        );

    [Fact]
    public void EveryServiceHasAShortReadme() => Assert.All(House.Services, service =>
        {
            var readme = Path.Combine(House.Root, "services", service, "README.md");
            Assert.True(File.Exists(readme), $"services/{service}/README.md is missing.");
            Assert.InRange(File.ReadLines(readme).Count(), 1, MaxReadme);
        });

    private static bool IsKeyBuilder(TypeDefinition type) => type.Name.EndsWith("Keys", StringComparison.Ordinal);

    private static bool MakesKeysByHand(TypeDefinition type) =>
        !IsKeyBuilder(type)
        && type.Calls()
            .Any(call => call is { Name: "op_Implicit", ReturnType.FullName: "StackExchange.Redis.RedisKey" });

    /// <summary>By itself, or by what Identity does with a password it is given.</summary>
    private static bool HashesPasswords(TypeDefinition type) =>
        type.Calls()
            .Any(call =>
                call.DeclaringType.Namespace == "Microsoft.AspNetCore.Identity"
                && (
                    call.Name
                        is "HashPassword"
                            or "VerifyHashedPassword"
                            or "CheckPasswordAsync"
                            or "AddPasswordAsync"
                            or "ChangePasswordAsync"
                            or "ResetPasswordAsync"
                            or "CheckPasswordSignInAsync"
                            or "PasswordSignInAsync"
                    || call is { Name: "CreateAsync", Parameters.Count: 2 }
                )
            );

    private static bool LogsOutside(TypeDefinition type, string service) =>
        type.Name != $"{service}Log"
        && type.WithNested()
            .SelectMany(inner => inner.Methods)
            .Any(method =>
                method.CustomAttributes.Any(attribute =>
                    attribute.AttributeType.FullName == "Microsoft.Extensions.Logging.LoggerMessageAttribute"
                )
            );

    private static IEnumerable<string> FindMutableStatics(TypeDefinition type) =>
        type.WithNested()
            .Where(inner => !inner.Name.Contains('<', StringComparison.Ordinal))
            .SelectMany(inner => inner.Fields)
            .Where(field =>
                field is { IsStatic: true, IsInitOnly: false, IsLiteral: false } && !IsMadeByTheCompiler(field)
            )
            .Select(field => $"{field.DeclaringType.Name}.{field.Name}");

    private static bool IsMadeByTheCompiler(FieldDefinition field) =>
        field.Name.Contains('<', StringComparison.Ordinal)
        || field.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "CompilerGeneratedAttribute")
        || field.DeclaringType.CustomAttributes.Any(attribute =>
            attribute.AttributeType.Name is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute"
        );
}
