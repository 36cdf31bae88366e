{{%AUTOESCAPE context="HTML"}}
{{>ALARMS}}{{>LIGHTS}}
