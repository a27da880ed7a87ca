import BuiltInScorers
import GuildmarkCLI

Guildmark.main(scorers: builtInScorers)
